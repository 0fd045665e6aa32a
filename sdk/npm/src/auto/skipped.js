// What holds no targets: scripts and fields, navigation, the page's header and footer, dialogs, notices; and elements with
// marks, which speak for themselves.
import { tags } from "./tags.js";

const TAGS = tags("script style template noscript iframe object svg canvas video audio nav dialog label input select textarea datalist");
const ROLES = tags("navigation banner contentinfo search dialog alertdialog menubar");
const NOTICE = /\b(?:cookie-?(?:banner|bar|notice|popup|law)|consent|gdpr|breadcrumbs?|navbar|site-?(?:header|footer|nav))\b/i;

export function isSkipped(element, tag, isSpecial) {
  if (TAGS.has(tag) || NOTICE.test(element.id) || NOTICE.test(element.getAttribute("class"))) return true;
  if (isSpecial && (ROLES.has(element.getAttribute("role")) || element.matches("[data-linger-section],[data-linger-item]"))) return true;
  if (tag === "footer") return !element.parentElement?.closest("article,section,li");
  return tag === "header" && (element.parentElement?.localName === "body" || element.querySelector("nav") !== null);
}
