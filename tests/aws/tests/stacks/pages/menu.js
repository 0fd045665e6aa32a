// linger's script tag with the attributes that the page's address names, as in ?data-endpoint=…, and before it an account of
// what the page posts and what is answered, but for the keys it asks Cognito for, which a page of the same origin reads
// afterwards.
const posts = [];
const keep = () => localStorage.setItem("posts", JSON.stringify(posts));
const noted = (url, body) => {
  const post = { url: String(url), body, status: 0, failed: false };
  posts.push(post);
  keep();
  return post;
};

const sends = window.fetch;
window.fetch = (url, options) => {
  const isForKeys = options?.headers?.["x-amz-target"]?.startsWith("AWSCognitoIdentityService.");
  if (options?.method !== "POST" || isForKeys) return sends(url, options);
  const post = noted(url, options.body);
  return sends(url, options).then((answer) => {
    post.status = answer.status;
    keep();
    return answer;
  }, (error) => {
    post.failed = true;
    keep();
    throw error;
  });
};
const beacon = navigator.sendBeacon;
navigator.sendBeacon = (url, body) => {
  noted(url, body);
  return beacon.call(navigator, url, body);
};
keep();

const tag = document.createElement("script");
tag.src = "/sdk/linger.js";
tag.async = true;
for (const [name, value] of new URLSearchParams(location.search)) {
  if (name.startsWith("data-")) tag.setAttribute(name, value);
}
document.head.append(tag);
