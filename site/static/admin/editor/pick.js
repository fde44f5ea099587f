/* « Résultats »: choose a survey of this page, or a question, in a list read from the
   page itself. Keeps the block's id and its name, as JSON, in one hidden field.
   Relies on the hidden fields of Wagtail's StreamField, as condition.js does. */
(() => {
  const MODULES = { survey: "Questionnaire", ideas: "Appel à idées" };
  const NOT_A_QUESTION = new Set(["section", "note"]);

  const hidden = (child, name) =>
    Array.from(child.children).find(
      (node) => node.matches("input[type=hidden]") && node.name.endsWith(`-${name}`),
    )?.value;

  function text(child, name) {
    const prefix = child
      .querySelector(":scope > input[name$='-type']")
      .name.replace(/-type$/, "");
    return child
      .querySelector(`[name="${CSS.escape(`${prefix}-value-${name}`)}"]`)
      ?.value.trim();
  }

  const present = () =>
    Array.from(document.querySelectorAll("[data-streamfield-child]")).filter(
      (child) =>
        child.querySelector(":scope > input[name$='-type']") && !hidden(child, "deleted"),
    );

  function modules() {
    return present()
      .filter((child) => MODULES[hidden(child, "type")])
      .map((child) => ({
        id: hidden(child, "id"),
        label: `${MODULES[hidden(child, "type")]} : ${text(child, "title") || "sans titre"}`,
      }));
  }

  function questions() {
    const found = [];
    for (const child of present()) {
      const survey = child.parentElement?.closest("[data-streamfield-child]");
      if (!survey || hidden(survey, "type") !== "survey") continue;
      if (NOT_A_QUESTION.has(hidden(child, "type"))) continue;
      const label = text(child, "label") || "(sans texte)";
      found.push({ id: hidden(child, "id"), label });
    }
    return found.map(({ id, label }, at) => ({ id, label: `${at + 1}. ${label}` }));
  }

  class BoundPick {
    constructor(widget, placeholder, name, id, state, attributes) {
      this.widget = widget;
      this.idForLabel = `${id}-list`;
      this.element = document.createElement("div");
      this.input = document.createElement("input");
      Object.assign(this.input, { type: "hidden", name, id });
      this.select = document.createElement("select");
      this.select.id = this.idForLabel;
      for (const [key, value] of Object.entries(attributes)) {
        this.select.setAttribute(key, value);
      }
      this.element.append(this.input, this.select);
      placeholder.replaceWith(this.element);
      this.select.addEventListener("focus", () => this.draw());
      this.select.addEventListener("change", () => {
        const { value, selectedOptions } = this.select;
        this.setState(value ? { id: value, label: selectedOptions[0].textContent } : null);
        this.input.dispatchEvent(new Event("change", { bubbles: true }));
      });
      this.setState(state);
    }

    draw() {
      const offered = this.widget.what === "module" ? modules() : questions();
      const kept = this.state;
      if (kept && !offered.some(({ id }) => id === kept.id)) {
        offered.push({ id: kept.id, label: kept.label || "⚠ n’est plus sur cette page" });
      }
      this.select.replaceChildren(
        new Option(this.widget.empty, ""),
        ...offered.map(({ id, label }) => new Option(label, id)),
      );
      this.select.value = kept?.id || "";
    }

    setState(state) {
      this.state = state?.id ? { id: state.id, label: state.label || "" } : null;
      this.input.value = this.state ? JSON.stringify(this.state) : "";
      this.draw();
    }

    getState() {
      return this.state;
    }

    getValue() {
      return this.state;
    }

    getTextLabel() {
      return this.state?.label || "";
    }

    setInvalid(invalid) {
      if (invalid) this.select.setAttribute("aria-invalid", "true");
      else this.select.removeAttribute("aria-invalid");
    }

    setCapabilityOptions() {}

    focus() {
      this.select.focus();
    }
  }

  class PickInput {
    constructor({ what, empty }) {
      this.what = what;
      this.empty = empty;
    }

    render(placeholder, name, id, state, capabilities, options = {}) {
      return new BoundPick(this, placeholder, name, id, state, options?.attributes || {});
    }
  }

  window.telepath.register("parvis.PickInput", PickInput);
})();
