// Texts to read: J and K move, P publishes, N refuses, one box ticks them all.
// Everything also works without this file.
(() => {
  const form = document.querySelector("[data-moderation]");
  if (!form) return;
  const texts = [...form.querySelectorAll(".staff-text")];
  const boxes = [...form.querySelectorAll("input[name=texts]")];
  form.querySelectorAll("[data-keys], [data-all]").forEach((hidden) => {
    hidden.hidden = false;
  });
  form.querySelectorAll("[data-all] input").forEach((all) => {
    all.addEventListener("change", () => {
      boxes.forEach((box) => { box.checked = all.checked; });
    });
  });

  const current = () => texts.findIndex((text) => text.contains(document.activeElement));
  const go = (position) => texts[position]?.querySelector("input").focus();
  const decide = (verb) =>
    texts[current()]?.querySelector(`button[value^="${verb} "]`)?.click();
  const keys = {
    j: () => go(current() + 1),
    k: () => go(Math.max(0, current() - 1)),
    p: () => decide("publish"),
    n: () => decide("refuse"),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    keys[event.key.toLowerCase()]?.();
  });
  go(0);
})();
