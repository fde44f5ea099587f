/* « Afficher cette question »: pick an earlier question, tick answers, read the sentence.
   Reads the questions from the page itself, so that one just written can be chosen.
   Relies on the hidden fields of Wagtail's StreamField (not a public API): the browser
   tests of tests/editor fail if an upgrade changes them. */
(() => {
  const NOT_A_QUESTION = new Set(["section", "note"]);
  const MARKS = /\s*(?:↳|⚠).*$/;
  const bound = new Set();

  const hidden = (child, name) =>
    Array.from(child.children).find(
      (node) => node.matches("input[type=hidden]") && node.name.endsWith(`-${name}`),
    )?.value;

  const prefix = (child) =>
    child.querySelector(":scope > input[name$='-type']").name.replace(/-type$/, "");

  const field = (child, name) =>
    child.querySelector(`[name="${CSS.escape(`${prefix(child)}-value-${name}`)}"]`);

  function parse(json) {
    try {
      return JSON.parse(json || "null");
    } catch {
      return null;
    }
  }

  function listed(labels) {
    const quoted = labels.map((label) => `« ${label} »`);
    return quoted.length < 2
      ? quoted.join("")
      : `${quoted.slice(0, -1).join(", ")} ou ${quoted[quoted.length - 1]}`;
  }

  class BoundCondition {
    constructor(widget, placeholder, name, id, state, attributes) {
      const { element } = window.parvis;
      this.fixed = widget.fixed;
      this.id = id;
      this.idForLabel = `${id}-question`;
      this.input = element("input", { type: "hidden", name, id });
      this.select = element("select", { id: this.idForLabel, ...attributes });
      this.answers = element("fieldset", { class: "parvis-condition__answers" });
      this.sentence = element("p", { class: "parvis-condition__sentence", "aria-live": "polite" });
      this.element = element(
        "div",
        { class: "parvis-condition" },
        this.input,
        this.select,
        this.answers,
        this.sentence,
      );
      placeholder.replaceWith(this.element);
      this.select.addEventListener("change", () => this.choose(this.select.value));
      // Fresh list each time somebody is about to use it.
      this.select.addEventListener("focus", () => this.draw());
      this.answers.addEventListener("change", () => this.tick());
      bound.add(this);
      this.setState(state);
    }

    /* Questions placed before this one in the same survey, with their choices. */
    earlier() {
      const own = this.element.closest("[data-streamfield-child]");
      const found = [];
      let number = 0;
      for (const child of own?.parentElement?.children || []) {
        if (child === own) break;
        if (!child.matches("[data-streamfield-child]") || hidden(child, "deleted")) continue;
        const type = hidden(child, "type");
        if (NOT_A_QUESTION.has(type)) continue;
        number += 1;
        found.push({
          id: hidden(child, "id"),
          number,
          label: field(child, "label")?.value.trim() || "(sans texte)",
          choices: this.choicesOf(child, type),
        });
      }
      return found;
    }

    choicesOf(child, type) {
      if (this.fixed[type]) return this.fixed[type];
      if (type === "ranking" || type === "matrix") return [];
      return parse(field(child, "choices")?.value) || [];
    }

    look() {
      const questions = this.earlier();
      const question = this.rule && questions.find(({ id }) => id === this.rule.question);
      const known = new Set(question?.choices.map(({ id }) => id));
      const lost = this.rule ? this.rule.choices.filter((id) => !known.has(id)) : [];
      const labels = question
        ? question.choices.filter(({ id }) => this.rule.choices.includes(id)).map(({ label }) => label)
        : [];
      return { questions, question, lost, labels };
    }

    draw() {
      if (!this.element.isConnected) return;
      const seen = this.look();
      this.drawQuestions(seen);
      this.drawAnswers(seen);
      this.drawSentence(seen);
      this.drawTitle();
    }

    drawQuestions({ questions, question }) {
      const { element } = window.parvis;
      const options = [element("option", { value: "" }, "Toujours posée")];
      if (this.rule && !question) {
        options.push(element(
          "option",
          { value: this.rule.question },
          "⚠ Question supprimée ou placée après celle-ci",
        ));
      }
      questions
        .filter(({ choices }) => choices.length)
        .forEach(({ id, number, label }) => {
          options.push(element("option", { value: id }, `${number}. ${label}`));
        });
      const text = options.map((option) => option.value + option.textContent).join("\n");
      if (text !== this.drawn) this.select.replaceChildren(...options);
      this.drawn = text;
      this.select.value = this.rule?.question || "";
    }

    drawAnswers({ question, lost }) {
      const { element } = window.parvis;
      const offered = [
        ...(question?.choices || []),
        ...(question ? lost.map((id) => ({ id, label: "⚠ choix supprimé" })) : []),
      ];
      const state = JSON.stringify([offered, this.rule?.choices]);
      if (state === this.drawnAnswers) return;
      this.drawnAnswers = state;
      this.answers.hidden = !offered.length;
      this.answers.replaceChildren(
        element("legend", { class: "w-sr-only" }, "Réponses qui font poser la question"),
        ...offered.map(({ id, label }) => {
          const box = element("input", { type: "checkbox", value: id });
          box.checked = this.rule.choices.includes(id);
          return element("label", {}, box, " ", label);
        }),
      );
    }

    drawSentence({ question, lost, labels }) {
      let text = "";
      if (this.rule && !question) {
        text = `Condition sans effet : la question « ${this.rule.snapshot || "?"} » n’est plus placée avant celle-ci. Choisissez une autre question ou « Toujours posée ».`;
      } else if (lost.length) {
        text = "Une réponse cochée a été supprimée de la question. Décochez-la.";
      } else if (this.rule && !labels.length) {
        text = "Cochez au moins une réponse.";
      } else if (this.rule) {
        text = `Posée seulement à qui a répondu ${listed(labels)} à la question ${question.number}.`;
      }
      this.sentence.textContent = text;
      this.sentence.hidden = !text;
      this.sentence.classList.toggle(
        "parvis-condition__sentence--stale",
        Boolean(this.rule) && (!question || lost.length > 0),
      );
    }

    /* The folded line is drawn once by Wagtail: keep its last words true. */
    drawTitle() {
      const own = this.element.closest("[data-streamfield-child]");
      const title = own?.querySelector("[data-panel-heading-text]");
      if (!title?.textContent || (!this.rule && !MARKS.test(title.textContent))) return;
      const text = title.textContent.replace(MARKS, "") + (this.getTextLabel() || "");
      if (title.textContent !== text) title.textContent = text;
    }

    choose(id) {
      const question = this.earlier().find((item) => item.id === id);
      this.rule = id
        ? { question: id, choices: [], snapshot: question ? `${question.number}. ${question.label}` : "" }
        : null;
      this.store();
    }

    tick() {
      this.rule.choices = Array.from(this.answers.querySelectorAll(":checked"), ({ value }) => value);
      this.store();
    }

    store() {
      this.input.value = this.rule ? JSON.stringify(this.rule) : "";
      this.draw();
    }

    getState() {
      return this.rule ? { ...this.rule, choices: [...this.rule.choices] } : null;
    }

    getValue() {
      return this.getState();
    }

    setState(state) {
      this.rule = state ? { snapshot: "", ...state, choices: [...(state.choices || [])] } : null;
      this.store();
    }

    getTextLabel() {
      if (!this.rule) return "";
      const { question, lost, labels } = this.look();
      if (!question || lost.length || !labels.length) return " ⚠ condition à revoir";
      return ` ↳ si question ${question.number} = ${labels.join(" ou ")}`;
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

  class ConditionInput {
    constructor(fixed) {
      this.fixed = fixed;
    }

    render(placeholder, name, id, state, capabilities, options = {}) {
      return new BoundCondition(this, placeholder, name, id, state, options?.attributes || {});
    }
  }

  let waiting = null;
  function refresh() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      bound.forEach((condition) => {
        if (!condition.element.isConnected) bound.delete(condition);
        else if (condition.rule) condition.draw();
      });
    }, 150);
  }

  document.addEventListener("parvis:questions", refresh);
  document.addEventListener("input", refresh);
  document.addEventListener("wagtail:panel-toggle", refresh);
  window.telepath.register("parvis.ConditionInput", ConditionInput);
})();
