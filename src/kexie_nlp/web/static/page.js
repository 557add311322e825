// Completion in the search boxes, and / to reach them. The pages work without this file.
"use strict";

(function () {
  const WAIT = 120;

  function lastTerm(text) {
    const quoted = text.match(/["“][^"”]*$/);
    const start = quoted ? quoted.index : text.search(/[^\s()（）|｜]*$/);
    return { start, typed: text.slice(start).replace(/^["“-]/, "") };
  }

  function complete(input) {
    const whole = Boolean(input.dataset.field);
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = "suggestions-" + (input.id || input.name);
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "联想");
    list.hidden = true;
    input.parentElement.append(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    let timer = 0;
    let asked = 0;
    let at = -1;

    function close() {
      asked += 1;
      at = -1;
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(item) {
      if (whole) {
        input.value = item.dataset.value;
      } else {
        const { start } = lastTerm(input.value);
        const before = input.value.slice(0, start);
        input.value = before + item.dataset.query + " ";
      }
      close();
      input.focus();
    }

    function move(step) {
      const items = [...list.children];
      at = (at + step + items.length + (at < 0 && step < 0 ? 1 : 0)) % items.length;
      items.forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
      input.setAttribute("aria-activedescendant", items[at].id);
      items[at].scrollIntoView({ block: "nearest" });
    }

    function show(found) {
      const wanted = whole ? found.filter((one) => one.field === input.dataset.field) : found;
      list.replaceChildren(...wanted.map((one, number) => {
        const item = document.createElement("li");
        item.id = list.id + "-" + number;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.query = one.query;
        item.dataset.value = one.value;
        const name = document.createElement("span");
        name.textContent = one.value;
        const about = document.createElement("small");
        about.textContent = one.label + " " + one.passages;
        item.append(name, about);
        item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(item); });
        return item;
      }));
      at = -1;
      list.hidden = wanted.length === 0;
      input.setAttribute("aria-expanded", String(wanted.length > 0));
    }

    async function ask() {
      const typed = whole ? input.value.trim() : lastTerm(input.value).typed.replace(/^[^:：]*[:：]["“]?/, "");
      if (!typed) { close(); return; }
      const mine = ++asked;
      try {
        const answer = await fetch(input.dataset.suggest + "?limit=" + (whole ? 50 : 10) + "&q=" + encodeURIComponent(typed.slice(0, 100)));
        if (answer.ok && mine === asked && document.activeElement === input) { show(await answer.json()); }
      } catch {
        close();
      }
    }

    input.addEventListener("input", (event) => {
      clearTimeout(timer);
      if (!event.isComposing) { timer = setTimeout(ask, WAIT); }
    });
    input.addEventListener("compositionend", () => { timer = setTimeout(ask, WAIT); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) { return; }
      if (event.key === "ArrowDown") { event.preventDefault(); move(1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); move(-1); }
      else if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(list.children[at]); }
      else if (event.key === "Escape") { event.preventDefault(); close(); }
    });
  }

  function megabytes(bytes) { return (bytes / 1048576).toFixed(1) + " MB"; }

  // sends the files with a bar that shows how much of them has gone, and says beforehand what is too much
  function send(form) {
    const input = form.querySelector("input[type=file]");
    const problem = form.querySelector(".problem");
    const bar = form.querySelector(".sending");
    const button = form.querySelector("button");
    const most = { files: Number(form.dataset.mostFiles), bytes: Number(form.dataset.mostBytes), total: Number(form.dataset.mostTotal) };

    function wrong() {
      const files = [...input.files];
      const large = files.find((file) => file.size > most.bytes);
      const total = files.reduce((sum, file) => sum + file.size, 0);
      if (files.length > most.files) { return "选了 " + files.length + " 份，一次最多 " + most.files + " 份。"; }
      if (large) { return "“" + large.name + "”有 " + megabytes(large.size) + "，每份最多 " + megabytes(most.bytes) + "。"; }
      return total > most.total ? "合计 " + megabytes(total) + "，最多 " + megabytes(most.total) + "；请分几次上传。" : "";
    }

    function say(text) {
      problem.textContent = text;
      problem.hidden = !text;
      button.disabled = false;
      bar.hidden = true;
    }

    input.addEventListener("change", () => say(wrong()));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const reason = wrong();
      if (reason) { say(reason); return; }
      say("");
      bar.hidden = false;
      button.disabled = true;
      const request = new XMLHttpRequest();
      request.upload.addEventListener("progress", (step) => {
        if (!step.lengthComputable) { return; }
        bar.querySelector("progress").value = step.loaded / step.total;
        bar.querySelector("span").textContent = "已上传 " + Math.floor(100 * step.loaded / step.total) + "%";
      });
      request.addEventListener("load", () => {
        if (request.status === 202) { location.href = request.response.url; return; }
        const fault = request.response && request.response.error;
        say(fault ? fault.title + "：" + fault.detail : "上传失败，请重试。");
      });
      request.addEventListener("error", () => say("连接中断，没有上传，请重试。"));
      request.responseType = "json";
      request.open("POST", "/api/uploads");
      request.send(new FormData(form));
    });
  }

  // shows what became of the files as it becomes known
  function follow(shown) {
    setTimeout(async () => {
      try {
        const answer = await fetch(shown.dataset.again);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const next = page.getElementById("uploaded");
        if (next) {
          shown.replaceWith(next);
          shown = next;
        }
      } catch {
        // the next time will tell
      }
      if (shown.dataset.again) { follow(shown); }
    }, 1000);
  }

  document.querySelectorAll("form.send").forEach(send);
  document.querySelectorAll("#uploaded[data-again]").forEach(follow);
  document.querySelectorAll("input[data-suggest]").forEach(complete);
  document.querySelectorAll(".options select, .options input").forEach((one) => {
    one.addEventListener("change", () => { if (document.querySelector(".found")) { one.form.requestSubmit(); } });
  });
  document.addEventListener("keydown", (event) => {
    const box = document.querySelector("input[type=search]");
    if (event.key === "/" && box && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
})();
