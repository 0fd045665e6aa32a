// How the overlay looks. Warm for sections, cool for dishes, full where in view.
export const style = `
:host { all: initial; }
.layer { position: fixed; inset: 0; z-index: 2147483646; overflow: clip; contain: strict; pointer-events: none; }
.box { position: absolute; top: 0; left: 0; box-sizing: border-box; border: 1.5px dashed var(--tint); border-radius: 4px; opacity: .55; }
.box.section { --tint: #c1462a; outline: 1.5px solid transparent; }
.box.item { --tint: #2f6f8f; }
.box.seen { border-style: solid; opacity: 1; }
.box.section.seen { border-width: 3px; }
.box.item.seen { background: #2f6f8f12; }
.box p { display: none; position: absolute; right: 0; max-width: 100%; height: 18px; margin: 0; padding: 0 6px; gap: 7px; border-radius: 0 3px 0 6px; background: var(--tint); color: #fff; font: 11px/18px var(--sans); font-variant-numeric: tabular-nums; white-space: nowrap; box-sizing: border-box; }
.box b { flex: 1; min-width: 2em; overflow: hidden; text-overflow: ellipsis; }
.box.section p { right: auto; left: 0; border-radius: 3px 0 6px 0; }
.box.seen.labelled p { display: flex; }
.panel, .layer { --sans: system-ui, -apple-system, "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", sans-serif; }
.panel { --card: #fffefb; --line: #e7dfd2; --ink: #241c17; --soft: #6a5c50; --held: #a83a20; --cool: #2f6f8f;
  position: fixed; right: 12px; bottom: 12px; z-index: 2147483647; display: flex; flex-direction: column; width: 340px; max-width: calc(100vw - 24px); max-height: min(560px, 72vh);
  border: 1px solid var(--line); border-radius: 14px; background: var(--card); color: var(--ink); box-shadow: 0 8px 30px #0003; font: 13px/1.45 var(--sans); font-variant-numeric: tabular-nums; color-scheme: light; pointer-events: auto; }
header { display: flex; align-items: center; gap: 8px; padding: 8px 8px 8px 14px; }
header b { font: 700 17px/1 Georgia, serif; letter-spacing: -.01em; }
.state { flex: 1; overflow: hidden; color: var(--soft); text-overflow: ellipsis; white-space: nowrap; }
button { margin: 0; border: 0; background: none; color: inherit; font: inherit; cursor: pointer; }
header button { width: 32px; height: 32px; border-radius: 8px; font-size: 18px; line-height: 1; }
button:hover { background: #8882; }
:focus-visible { outline: 2px solid var(--held); outline-offset: -2px; border-radius: 6px; }
.body { overflow: auto; overscroll-behavior: contain; padding: 0 8px 8px; }
[hidden] { display: none !important; }
dl { display: grid; grid-template-columns: repeat(4, 1fr); margin: 0 6px 6px; }
dt { color: var(--soft); font-size: 11px; }
dd { margin: 0; font-weight: 600; }
details { border-top: 1px solid var(--line); }
summary { padding: 7px 6px; font-weight: 600; cursor: pointer; }
.count { margin-left: 8px; color: var(--soft); font-weight: 400; }
.legend { margin: 0 6px 4px; color: var(--soft); font-size: 11px; white-space: pre; }
ul, ol { max-height: 216px; margin: 0 0 6px; padding: 0; overflow: auto; overscroll-behavior: contain; list-style: none; }
li button { display: flex; align-items: baseline; gap: 7px; width: 100%; padding: 3px 6px; border-radius: 6px; text-align: left; }
li button.item { padding-left: 18px; }
li i { flex: none; align-self: center; width: 8px; height: 8px; border: 1.5px solid var(--tint); border-radius: 50%; box-sizing: border-box; }
li .section { --tint: var(--held); font-weight: 600; }
li .item { --tint: var(--cool); }
li .seen i { background: var(--tint); }
li button span { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
li small { flex: none; color: var(--soft); font-size: 11.5px; font-weight: 400; }
ol li { padding: 3px 6px; color: var(--soft); }
ol .taken { color: inherit; } ol .refused, ol .failed { color: var(--held); }
textarea { display: block; width: 100%; box-sizing: border-box; margin: 0; padding: 8px; border: 1px solid var(--line); border-radius: 8px; background: transparent; color: inherit; font: 11.5px/1.5 ui-monospace, monospace; resize: vertical; }
.copy { margin-top: 6px; padding: 7px 16px; border-radius: 99px; background: var(--held); color: var(--card); font-weight: 600; }
.copy:hover { background: var(--ink); }
@media (max-width: 520px) { .panel { left: 8px; right: 8px; bottom: 8px; width: auto; max-width: none; max-height: 46vh; } }
@media (prefers-color-scheme: dark) { .panel { --card: #201c1a; --line: #38312d; --ink: #f4ebe0; --soft: #b9aa9b; --held: #f5956f; --cool: #7fb6d2; color-scheme: dark; } }
@media print { .layer, .panel { display: none; } }
`;
