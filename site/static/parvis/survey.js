// Comfort only: the server decides what is asked. Shows a question when the answer
// it depends on is given, ticks « autre » when its text is typed, and puts the
// reader on the summary of errors.
const form = document.querySelector("form.survey");

function picked(name) {
  const values = [];
  for (const control of form.elements) {
    if (control.name !== name || control.closest(".asked[hidden]")) continue;
    if (control.type === "radio" || control.type === "checkbox") {
      if (control.checked) values.push(control.value);
    } else if (control.value) {
      values.push(control.value);
    }
  }
  return values;
}

function refresh() {
  for (const question of form.querySelectorAll("[data-when]")) {
    const triggers = question.dataset.triggers.split(" ");
    question.hidden = !picked(question.dataset.when).some((value) => triggers.includes(value));
  }
}

function tickOther(event) {
  const { target } = event;
  if (!target.name?.endsWith("-other") || !target.value) return;
  const box = target.closest("fieldset")?.querySelector("[data-other]");
  if (box && !box.checked) box.click();
}

if (form) {
  form.addEventListener("input", tickOther);
  form.addEventListener("change", refresh);
  refresh();
  document.getElementById("resume")?.focus();
}
