// What is found in the pages of examples/menus, written out by hand: section, and its dishes in the page's order.
export const expected = {
  "table": {
    "small-plates": "charred-leeks whipped-feta salt-cod-fritters beetroot-and-blood-orange crab-toast padrón-peppers ham-croquettes",
    "from-the-grill": "half-chicken onglet-steak whole-sea-bream lamb-ribs hispi-cabbage tiger-prawns",
    "sides": "chips tomato-salad buttered-greens rice-with-saffron",
    "puddings": "rice-pudding chocolate-tart baked-lemon-custard three-cheeses",
    "wine-by-the-glass": "albariño-rías-baixas picpoul-de-pinet garnacha-navarra malbec-uco-valley cava-brut-nature",
  },
  "definition-list": {
    "jeonchae": "잣죽 단호박죽 탕평채 구절판 더덕-구이",
    "jeon": "해물파전 녹두전 육전 감자전 김치전",
    "jjim": "소갈비찜 고등어구이 보리굴비 떡갈비 코다리조림 닭볶음탕",
    "guk": "된장찌개 순두부찌개 갈비탕 들깨탕 청국장",
    "bap": "돌솥비빔밥 곤드레밥 연잎밥 평양냉면 비빔국수 공기밥",
    "dasik": "오미자차 대추차 식혜 약과 팥빙수",
  },
  "cards": {
    "brunch": "shakshuka avocado-toast bulgogi-benedict buckwheat-pancakes granola-bowl croque-madame",
    "bowls": "salmon-poke gochujang-chicken tofu-and-mushrooms perilla-pork grilled-halloumi",
    "sandwiches": "kimchi-grilled-cheese fried-chicken-bun egg-salad-sando pastrami-on-rye aubergine-and-feta",
    "bakery": "salted-butter-roll black-sesame-scone chestnut-financier matcha-basque-cheesecake cinnamon-knot lemon-drizzle",
    "coffee": "espresso flat-white filter-of-the-day einspänner iced-barley-latte oat-cortado",
    "juices": "carrot-and-ginger green-plum-soda omija-iced-tea jeju-green-tea",
  },
  "framework": {
    "starters": "edamame gyoza agedashi-tofu seaweed-salad takoyaki",
    "ramen": "tonkotsu shoyu spicy-miso yuzu-shio mushroom tsukemen",
    "rice-bowls": "katsu-curry oyakodon unadon gyudon vegetable-tempura-don",
    "sushi": "salmon-nigiri tuna-nigiri scallop-nigiri spicy-tuna-roll eel-and-avocado-roll cucumber-roll",
    "sweet": "mochi hojicha-pudding cheesecake",
    "drinks": "sencha yuzu-lemonade asahi junmai-sake plum-wine",
  },
  "word-processor": {
    "antipasti": "burrata vitello-tonnato arancini carpaccio-of-octopus bruschetta",
    "primi": "cacio-e-pepe pappardelle risotto-with-squid-ink ravioli-of-pumpkin spaghetti-alle-vongole lasagne",
    "secondi": "saltimbocca sea-bass-in-salt melanzane-alla-parmigiana tagliata rabbit-with-olives",
    "dolci": "tiramisù panna-cotta affogato torta-caprese",
    "vini-della-casa": "prosecco vermentino chianti-classico nero-davola",
  },
  "siblings": {
    "커피": "에스프레소 아메리카노 카페라떼 바닐라라떼 콜드브루 아인슈페너",
    "차": "얼그레이 쑥라떼 유자차 호지차 생강차",
    "에이드와-주스": "청귤에이드 자몽에이드 딸기주스 토마토주스",
    "빵": "소금빵 크루아상 앙버터 무화과-캄파뉴 마늘-바게트 치아바타",
    "케이크": "당근케이크 얼그레이-쉬폰 초코-테린느 레몬-타르트 바스크-치즈케이크",
  },
  "image-map": {
    "bunsik": "",
  },
};
