// linger's script tag with the attributes that the page's address names, as in ?data-storage=local, on a device whose clock is
// so many milliseconds fast (?fast).
const parameters = new URLSearchParams(location.search);
const fast = +parameters.get("fast");
const now = Date.now;
Date.now = () => now() + fast;

const tag = document.createElement("script");
tag.src = "/sdk/linger.js";
tag.async = true;
tag.dataset.site = "bistro";
tag.dataset.transport = "firehose";
for (const [name, value] of parameters) if (name.startsWith("data-")) tag.setAttribute(name, value);
document.head.append(tag);
