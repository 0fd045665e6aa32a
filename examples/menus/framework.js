// What a framework's build leaves in the page: class names made of hashes, blocks within blocks, all of it written by a
// script from data.
const MENU = {
  "groups": [
    {
      "label": "Starters",
      "rows": [
        { "n": "Edamame", "d": "Sea salt", "p": 6 },
        { "n": "Gyoza", "d": "Pork and cabbage, five pieces", "p": 9 },
        { "n": "Agedashi tofu", "d": "Dashi, grated radish", "p": 8 },
        { "n": "Seaweed salad", "d": "Sesame, cucumber", "p": 7 },
        { "n": "Takoyaki", "d": "Octopus, bonito flakes", "p": 10 }
      ]
    },
    {
      "label": "Ramen",
      "rows": [
        { "n": "Tonkotsu", "d": "Pork bone broth, chashu, egg", "p": 17 },
        { "n": "Shoyu", "d": "Chicken and soy, bamboo shoots", "p": 16 },
        { "n": "Spicy miso", "d": "Minced pork, corn, chilli oil", "p": 17 },
        { "n": "Yuzu shio", "d": "Clear broth, yuzu peel", "p": 16 },
        { "n": "Mushroom", "d": "Kombu broth, three mushrooms", "p": 15 },
        { "n": "Tsukemen", "d": "Thick noodles, dipping broth", "p": 18 }
      ]
    },
    {
      "label": "Rice bowls",
      "rows": [
        { "n": "Katsu curry", "d": "Pork cutlet, Japanese curry", "p": 16 },
        { "n": "Oyakodon", "d": "Chicken, egg, onion", "p": 14 },
        { "n": "Unadon", "d": "Grilled eel, sansho", "p": 24 },
        { "n": "Gyudon", "d": "Beef, onion, ginger", "p": 15 },
        { "n": "Vegetable tempura don", "d": "Five vegetables, sweet soy", "p": 15 }
      ]
    },
    {
      "label": "Sushi",
      "rows": [
        { "n": "Salmon nigiri", "d": "Two pieces", "p": 7 },
        { "n": "Tuna nigiri", "d": "Two pieces", "p": 9 },
        { "n": "Scallop nigiri", "d": "Two pieces", "p": 9 },
        { "n": "Spicy tuna roll", "d": "Six pieces", "p": 12 },
        { "n": "Eel and avocado roll", "d": "Six pieces", "p": 13 },
        { "n": "Cucumber roll", "d": "Six pieces", "p": 6 }
      ]
    },
    {
      "label": "Sweet",
      "rows": [
        { "n": "Mochi", "d": "Matcha, sesame, yuzu", "p": 7 },
        { "n": "Hojicha pudding", "d": "Burnt sugar", "p": 8 },
        { "n": "Cheesecake", "d": "Like a cloud", "p": 8 }
      ]
    },
    {
      "label": "Drinks",
      "rows": [
        { "n": "Sencha", "d": "A pot", "p": 5 },
        { "n": "Yuzu lemonade", "d": "Sparkling", "p": 6 },
        { "n": "Asahi", "d": "Draught", "p": 7 },
        { "n": "Junmai sake", "d": "Served cold", "p": 12 },
        { "n": "Plum wine", "d": "On ice", "p": 9 }
      ]
    }
  ]
};

const block = (className, ...children) => {
  const element = document.createElement("div");
  element.className = className;
  element.append(...children);
  return element;
};

const text = (className, words) => {
  const element = document.createElement("span");
  element.className = className;
  element.append(words);
  return element;
};

const row = ({ n, d, p }, at) =>
  block(
    "sc-kAyceB hQzmWt",
    block("sc-imWYAI eFbVjr"),
    block("sc-jXbUNg bNwqCo", text("sc-dhKdcB kTzQvM", n), text("sc-kpDqfm iVwXsa", d), at % 4 === 1 ? text("sc-dAlyuH gPqLzn", "Popular") : ""),
    block("sc-jlZhew dRtYbe", text("sc-cwHptR jKmNop", "$"), text("sc-jEACwC uWxYzA", String(p))),
  );

const group = ({ label, rows }) =>
  block("sc-gFqAkR cLmPqs", block("sc-ikkxIA lOpQrT", text("sc-dAbbOL aBcDeF", label)), block("sc-feUZmu vWxYzB", ...rows.map((entry, at) => block("sc-fUnMCh qRsTuV", row(entry, at)))));

const masthead = block("sc-aXZVg yHjKlM", block("sc-gEvEer nMbVcX", text("sc-eqUAAy zXcVbN", "Lantern Noodle House")), block("sc-fqkvVR pOiUyT", ...MENU.groups.map(({ label }) => text("sc-dcJsrY mNbVcZ", label))));

document.getElementById("root").append(block("sc-iGgWBj rEwQaS", masthead, block("sc-gsFSXq tYuIoP", ...MENU.groups.map(group)), block("sc-kFCroH hGfDsA", text("sc-lcIPJg wErTyU", "Lantern Noodle House, open daily"))));
