
(() => {
  "use strict";
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const wide = matchMedia("(min-width: 68rem)");
  const sheet = document.getElementById("sheet");
  let pinned = null;
  let lit = [];

  /* One statement at a time is lit: its source, cue and content in the text, and its card. */
  const parts = (place) => all(`[data-s="${place.number}"]`, place.article);
  const light = (place) => {
    lit.forEach((element) => element.classList.remove("on"));
    lit = place ? parts(place) : [];
    lit.forEach((element) => element.classList.add("on"));
  };
  const placeOf = (element) => {
    const marked = element.closest(".document [data-s]");
    return marked && { article: marked.closest(".document"), number: marked.dataset.s };
  };
  const cardOf = (place) => place.article.querySelector(`.card[data-s="${place.number}"]`);
  const noteOf = (place) => place.article.querySelector(`.note[data-s="${place.number}"]`);
  const unpin = () => {
    /* Who read the sheet with the keyboard goes back to the words it was about. */
    if (pinned && sheet.contains(document.activeElement)) noteOf(pinned)?.focus();
    pinned = null;
    sheet.hidden = true;
    light(null);
  };
  const show = (place) => {
    const card = cardOf(place);
    if (wide.matches) {
      sheet.hidden = true;
      card.scrollIntoView({ block: "nearest" });
      return;
    }
    const copy = card.cloneNode(true);
    all("[id]", copy).forEach((element) => element.removeAttribute("id"));
    sheet.lastElementChild.replaceChildren(...copy.childNodes);
    sheet.hidden = false;
  };
  const pin = (place) => {
    pinned = place;
    light(place);
    show(place);
  };

  const documents = document.querySelector(".documents");
  documents.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse") light(placeOf(event.target) || pinned);
  });
  documents.addEventListener("pointerleave", () => light(pinned));
  documents.addEventListener("click", (event) => {
    const place = placeOf(event.target);
    const link = event.target.closest("a");
    if (!place || !event.target.closest(".text")) return;
    if (link && !link.matches(".note")) return;
    if (!link && String(getSelection())) return;
    /* A pointer gets the card beside the words; the Enter key (detail 0) goes there, as without a script. */
    if (link && event.detail) event.preventDefault();
    pin(place);
  });
  documents.addEventListener("focusin", (event) => {
    const place = placeOf(event.target);
    if (!place) return;
    if (event.target.matches(".note:focus-visible")) pin(place);
    else light(place);
  });
  sheet.querySelector("button").addEventListener("click", unpin);
  sheet.addEventListener("click", (event) => {
    if (event.target.closest("a")) sheet.hidden = true;
  });

  /* What is folded away is opened where a link leads into it, and all of it on paper. */
  const unfold = (target) => {
    const own = target.matches(".claim") ? target.querySelector("details") : null;
    for (let fold = own || target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])").filter((fold) => !fold.matches(".unread"));
    folded.forEach((fold) => { fold.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((fold) => { fold.open = false; }));

  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.closest("[hidden]")) clear();
    unfold(target);
    const place = placeOf(target);
    if (!place) return;
    pinned = place;
    light(place);
    target.scrollIntoView({ block: target.matches(".card") ? "nearest" : "center" });
  };
  addEventListener("hashchange", follow);

  /* Search: every word of the query has to be in a card, or in a document's text. */
  const form = document.querySelector(".search");
  const field = document.getElementById("query");
  const found = document.getElementById("found");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (element) => fold(element.textContent.replace(/\s+/g, " "));
  let index = null;
  const build = () => ({
    documents: all(".document").map((article) => ({
      article,
      entry: document.querySelector(`.contents li[data-d="${article.dataset.d}"]`),
      words: words(article),
      cards: all(".card", article).map((card) => ({ card, words: words(card) })),
    })),
    claims: all(".claim").map((entry) => ({ entry, words: words(entry) })),
    speakers: all(".index li").map((entry) => ({ entry, words: words(entry.querySelector(".name")) })),
  });
  const plural = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
  const search = () => {
    const query = fold(field.value).split(/\s+/).filter(Boolean);
    const holds = (text) => query.every((word) => text.includes(word));
    index = index || build();
    let statements = 0, texts = 0;
    for (const { article, entry, words: text, cards } of index.documents) {
      const hit = holds(text);
      article.hidden = entry.hidden = !hit;
      const matching = hit ? cards.filter((item) => holds(item.words)) : [];
      /* Where only the text has the words, all of its statements stay: one of them may be why. */
      const some = matching.length > 0;
      for (const item of cards) item.card.hidden = some && !matching.includes(item);
      texts += hit;
      statements += matching.length;
    }
    for (const { entry, words: text } of index.claims) entry.hidden = !holds(text);
    for (const { entry, words: name } of index.speakers) entry.hidden = !holds(name);
    found.textContent = query.length ? `${plural(statements, "statement")}, ${plural(texts, "document")}` : "";
    if (pinned && pinned.article.hidden) unpin();
  };
  const clear = () => {
    field.value = "";
    search();
  };
  let waiting = 0;
  form.hidden = false;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
    } else if (event.key === "Escape") {
      if (typing && field.value) clear();
      else unpin();
    }
  });
  if (location.hash) follow();
})();
