// Runs before the body is drawn, so that the page never shows the wrong language first: ?lang=, else the browser's.
(function () {
  var asked = new URLSearchParams(location.search).get("lang");
  var first = (navigator.languages || [navigator.language]).map(function (tag) { return String(tag).slice(0, 2); });
  var wanted = [asked].concat(first).filter(function (tag) { return tag === "ko" || tag === "en"; });
  document.documentElement.lang = wanted[0] || "en";
})();
