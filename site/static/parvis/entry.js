// Paper entry: digits tick boxes, Enter goes to the next field. Everything also
// works without this file, with Tab and the space bar.
(() => {
  const form = document.querySelector("[data-entry]");
  if (!form) return;
  const fields = () =>
    [...form.querySelectorAll("input:not([type=hidden]), select, textarea, button")];

  form.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.type === "checkbox" && /^[1-9]$/.test(event.key)) {
      const group = target.closest("[data-ticks]");
      const box = group?.querySelectorAll("input")[Number(event.key) - 1];
      if (box) {
        box.checked = !box.checked;
        box.focus();
        event.preventDefault();
      }
    }
    if (event.key === "Enter" && !["BUTTON", "A", "TEXTAREA"].includes(target.tagName)) {
      event.preventDefault();
      // A group of boxes is one stop: Enter leaves it.
      const group = target.closest("[data-ticks]");
      const all = fields();
      const last = group ? [...group.querySelectorAll("input")].at(-1) : target;
      all[all.indexOf(last) + 1]?.focus();
    }
  });

  const first = form.querySelector("[aria-invalid=true]") ?? form.querySelector("[name^='q-']");
  first?.focus();
})();
