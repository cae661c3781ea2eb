// What reading does not need: copying, a bubble on hovering or focus, and the panel of a chosen record.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  const toast = document.getElementById("melding");
  let clearing;
  const say = (text) => {
    toast.textContent = text;
    clearTimeout(clearing);
    clearing = setTimeout(() => { toast.textContent = ""; }, 4000);
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Without permission or https: the old way.
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) {
      say(await copy(button.dataset.copy) ? "Gekopieerd." : "Kopiëren lukte niet; selecteer de tekst zelf.");
    }
  });

  const words = document.querySelector(".words");
  const panel = document.getElementById("vondst");
  if (!words || !panel) return;

  // The bubble takes over from the title, which only a mouse can see.
  const bubble = document.createElement("div");
  bubble.className = "bubble";
  bubble.id = "uitleg";
  bubble.setAttribute("role", "tooltip");
  bubble.hidden = true;
  document.body.append(bubble);
  for (const mark of words.querySelectorAll("mark[title]")) {
    mark.dataset.title = mark.title;
    mark.removeAttribute("title");
    if (mark.id) mark.tabIndex = 0;
  }
  const show = (mark) => {
    bubble.textContent = mark.dataset.title;
    bubble.hidden = false;
    mark.setAttribute("aria-describedby", bubble.id);
    const place = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const below = place.bottom + 6;
    bubble.style.left = `${Math.max(8, Math.min(place.left, innerWidth - bubble.offsetWidth - 8))}px`;
    bubble.style.top = `${below + bubble.offsetHeight > innerHeight ? Math.max(8, place.top - bubble.offsetHeight - 6) : below}px`;
  };
  const hide = () => {
    bubble.hidden = true;
    for (const mark of words.querySelectorAll("[aria-describedby]")) mark.removeAttribute("aria-describedby");
  };
  const shownKind = (mark) => {
    const toggle = document.getElementById(`toon-${mark.classList[0]}`);
    return !toggle || toggle.checked;
  };
  const markAt = (target) => {
    let mark = target.closest("mark[data-title]");
    while (mark && !shownKind(mark)) mark = mark.parentElement.closest("mark[data-title]");
    return mark;
  };
  const hover = (event) => {
    hide();
    const mark = markAt(event.target);
    if (mark) show(mark);
  };
  words.addEventListener("mouseover", hover);
  words.addEventListener("mouseleave", hide);
  words.addEventListener("focusin", hover);
  words.addEventListener("focusout", hide);
  addEventListener("scroll", hide, { passive: true });

  let before = null;
  const choose = async (id, { focus = false, move = true } = {}) => {
    for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
    const mark = document.getElementById(id);
    if (!mark) return;
    mark.classList.add("chosen");
    const boxes = document.querySelectorAll(`.paper a[data-vondst="${CSS.escape(id)}"]`);
    for (const box of boxes) box.classList.add("chosen");
    if (boxes.length && move && matchMedia("(min-width: 60rem)").matches) {
      // Only the column of pages moves, never the text under the reader's eyes.
      const column = document.querySelector(".sheets");
      column.scrollTop += boxes[0].getBoundingClientRect().top - column.getBoundingClientRect().top - column.clientHeight / 8;
    }
    const answer = await fetch(`${location.pathname}/${encodeURIComponent(id)}?deel=1`);
    if (!answer.ok) return;
    panel.innerHTML = await answer.text();
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close plain";
    close.textContent = "Sluit";
    panel.prepend(close);
    panel.hidden = false;
    if (focus) {
      before = mark;
      close.focus();
    }
  };
  const close = () => {
    panel.hidden = true;
    before?.focus();
    before = null;
  };
  const pick = (mark, focus) => {
    if (mark.id) {
      history.replaceState(null, "", `#${mark.id}`);
      choose(mark.id, { focus });
    }
  };
  words.addEventListener("click", (event) => {
    const mark = markAt(event.target);
    if (mark && !getSelection().toString()) pick(mark, false);
  });
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("mark[id]")) pick(event.target, true);
  });
  panel.addEventListener("click", (event) => {
    if (event.target.closest(".close")) close();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hide();
      if (!panel.hidden) close();
    }
  });
  const fromAddress = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id && document.getElementById(id)?.matches("mark")) choose(id);
  };
  addEventListener("hashchange", fromAddress);
  fromAddress();
})();
