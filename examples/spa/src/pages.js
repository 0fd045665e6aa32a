// What each route shows.
export const pages = {
  "/": {
    title: "Tea house",
    sections: [
      {
        id: "today",
        title: "Today",
        items: [{ id: "yuja-cha", name: "Yuja tea", text: "Citron in honey, hot or over ice" }],
      },
    ],
  },
  "/tea": {
    title: "Tea",
    sections: [
      {
        id: "green",
        title: "Green",
        items: [
          { id: "ujeon", name: "Ujeon", text: "First buds, before the April rain" },
          { id: "sejak", name: "Sejak", text: "Sparrow's tongue, picked in May" },
        ],
      },
      {
        id: "grain",
        title: "Grain",
        items: [{ id: "bori-cha", name: "Barley tea", text: "Roasted dark, served cold" }],
      },
    ],
  },
  "/sweets": {
    title: "Sweets",
    sections: [
      {
        id: "rice",
        title: "Rice",
        items: [
          { id: "injeolmi", name: "Injeolmi", text: "Pounded rice in bean flour" },
          { id: "yakgwa", name: "Yakgwa", text: "Fried honey cake with ginger" },
        ],
      },
    ],
  },
};
