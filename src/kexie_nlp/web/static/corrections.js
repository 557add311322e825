// Marking what is selected, and moving the bounds of a place by a character. The pages work without this file.
"use strict";

(function () {
  const LONGEST = 200;

  // offsets of reports count code points, those of this language UTF-16 units
  function points(text) { return Array.from(text).length; }

  function stretch(node) {
    const element = node && (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
    return element ? element.closest("[data-start]") : null;
  }

  function selected(report) {
    const selection = window.getSelection();
    if (!selection || selection.rangeCount === 0 || selection.isCollapsed) { return null; }
    const range = selection.getRangeAt(0);
    const host = stretch(range.startContainer);
    if (!host || host !== stretch(range.endContainer)) { return null; }
    const before = document.createRange();
    before.setStart(host, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const text = range.toString();
    const trimmed = text.trim();
    if (!trimmed || points(trimmed) > LONGEST) { return null; }
    const lead = points(text.slice(0, text.indexOf(trimmed)));
    const start = Number(host.dataset.start) + points(before.toString()) + lead;
    return { text: trimmed, address: "/report/" + report + "/correct?start=" + start + "&end=" + (start + points(trimmed)) };
  }

  function marking(report) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "marking";
    button.hidden = true;
    document.body.append(button);
    let found = null;
    document.addEventListener("selectionchange", () => {
      found = selected(report);
      button.hidden = !found;
      if (found) { button.textContent = "更正或补标“" + (found.text.length > 20 ? found.text.slice(0, 19) + "…" : found.text) + "”"; }
    });
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => { if (found) { location.assign(found.address); } });
  }

  function bounds(form, around) {
    const field = form.elements.text;
    const at = form.elements.at;
    const text = Array.from(around.textContent);
    const low = Number(around.dataset.start);
    const was = [Number(form.elements.start.value) - low, Number(form.elements.end.value) - low];
    let span = [...was];
    const mark = around.querySelector("mark");
    const kind = mark.className;
    const row = document.createElement("div");
    row.className = "bounds";
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", "调整起止");

    function show() {
      const inside = text.slice(span[0], span[1]).join("");
      field.value = inside;
      at.value = String(low + span[0]);
      const marked = document.createElement("mark");
      marked.className = kind;
      marked.textContent = inside;
      around.replaceChildren(text.slice(0, span[0]).join(""), marked, text.slice(span[1]).join(""));
    }

    for (const [label, side, step] of [["起点 ←", 0, -1], ["起点 →", 0, 1], ["终点 ←", 1, -1], ["终点 →", 1, 1]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => {
        const moved = [...span];
        moved[side] += step;
        if (moved[0] >= 0 && moved[1] <= text.length && moved[0] < moved[1]) { span = moved; show(); }
      });
      row.append(button);
    }
    field.addEventListener("input", () => { at.value = ""; });
    field.closest("label").after(row);
  }

  const report = document.querySelector("[data-report]");
  if (report) { marking(report.dataset.report); }
  const around = document.getElementById("around");
  const form = document.querySelector("form.correcting");
  if (around && form && form.elements.at) { bounds(form, around); }
})();
