/* « Avant de publier »: a line opens the tab that holds its field, and shows the field. */
(() => {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-parvis-field]");
    if (!link) return;
    const name = link.dataset.parvisField;
    const anchor =
      document.querySelector(`[data-contentpath="${CSS.escape(name)}"]`) ||
      document.querySelector(`[name="${CSS.escape(name)}"]`);
    if (!anchor) return;
    event.preventDefault();
    const panel = anchor.closest('[role="tabpanel"]');
    document.querySelector(`[role="tab"][aria-controls="${panel?.id}"], [role="tab"][href="#${panel?.id}"]`)?.click();
    anchor
      .closest("[data-panel]")
      ?.querySelector("[data-panel-toggle][aria-expanded='false']")
      ?.click();
    const field = anchor.matches("input, select, textarea")
      ? anchor
      : anchor.querySelector("input:not([type=hidden]), select, textarea, button");
    show(anchor, field, 30);
  });

  /* The tab shows its panel a few frames after the click. */
  function show(anchor, field, tries) {
    anchor.scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
    if (field && document.activeElement !== field && tries) {
      requestAnimationFrame(() => show(anchor, field, tries - 1));
    }
  }
})();
