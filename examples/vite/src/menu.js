// The menu as a kitchen would write it. Ids are what reports speak of: they stay when names or prices change.
export const menu = [
  {
    id: "cold",
    title: "Cold",
    dishes: [
      { id: "naengmyeon", name: "Buckwheat noodles in iced broth", price: "₩12,000" },
      { id: "bibim-guksu", name: "Spicy mixed noodles", price: "₩9,000" },
    ],
  },
  {
    id: "hot",
    title: "Hot",
    dishes: [
      { id: "kalguksu", name: "Knife-cut noodles with clams", price: "₩10,000" },
      { id: "jjamppong", name: "Seafood noodles, very red", price: "₩11,000" },
    ],
  },
  {
    id: "beside",
    title: "Beside",
    dishes: [
      { id: "mandu", name: "Steamed dumplings", price: "₩7,000" },
      { id: "kimchi", name: "Kimchi of the house", price: "₩3,000" },
    ],
  },
];
