/* Rows of text, each with an id that outlives its wording: the choices of a question.
   Enter opens the next row; a pasted list becomes as many rows. */
(() => {
  const BULLET = /^\s*(?:[-–—•·*▪◦‣]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])\s+/;
  const FLAGS = {
    other: ["Texte à préciser", "Ouvre un champ où la personne écrit sa réponse."],
    exclusive: ["Exclut les autres", "Cochée, cette réponse décoche les autres."],
  };

  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(6));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function element(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
    node.append(...children);
    return node;
  }

  function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", `icon icon-${name}`);
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `#icon-${name}`);
    svg.append(use);
    return svg;
  }

  function iconButton(name, label) {
    return element("button", { type: "button", "aria-label": label, title: label }, icon(name));
  }

  function lines(text) {
    return text
      .split(/\r\n|\r|\n/)
      .map((line) => line.replace(BULLET, "").trim())
      .filter(Boolean);
  }

  class BoundRows {
    constructor(widget, placeholder, name, id, state, attributes) {
      this.options = widget.options;
      this.id = id;
      this.idForLabel = `${id}-first`;
      this.input = element("input", { type: "hidden", name, id });
      this.list = element("ol", { class: "parvis-rows__list" });
      const add = element(
        "button",
        { type: "button", class: "button button-small button-secondary parvis-rows__add" },
        "Ajouter une ligne",
      );
      add.addEventListener("click", () => this.insertAfter(this.list.lastElementChild).focus());
      this.hint = element(
        "span",
        { class: "parvis-rows__hint", id: `${id}-hint` },
        "Entrée : ligne suivante. Une liste collée remplit plusieurs lignes.",
      );
      this.element = element(
        "div",
        { class: "parvis-rows", ...attributes },
        this.input,
        this.list,
        element("div", { class: "parvis-rows__foot" }, add, this.hint),
      );
      placeholder.replaceWith(this.element);
      this.setState(state);
    }

    rows() {
      return Array.from(this.list.children);
    }

    field(row) {
      return row.querySelector("input");
    }

    addRow(data, before = null) {
      const field = element("input", {
        type: "text",
        maxlength: 300,
        autocomplete: "off",
        "aria-describedby": `${this.id}-hint`,
      });
      field.value = data.label || "";
      const row = element(
        "li",
        { class: "parvis-row", "data-row": data.id || newId() },
        element("span", { class: "parvis-row__letter", "aria-hidden": "true" }),
        field,
        ...this.flagButtons(data),
        ...this.actionButtons(),
      );
      this.list.insertBefore(row, before);
      field.addEventListener("input", () => this.changed());
      field.addEventListener("keydown", (event) => this.onKey(event, row));
      field.addEventListener("paste", (event) => this.onPaste(event, row));
      return row;
    }

    flagButtons(data) {
      return this.options.flags.map((flag) => {
        const [label, title] = FLAGS[flag];
        const button = element("button", {
          type: "button",
          class: "parvis-row__flag",
          "data-flag": flag,
          "aria-pressed": data[flag] ? "true" : "false",
          title,
        }, label);
        button.addEventListener("click", () => {
          const pressed = button.getAttribute("aria-pressed") === "true";
          button.setAttribute("aria-pressed", pressed ? "false" : "true");
          this.changed();
        });
        return button;
      });
    }

    actionButtons() {
      const up = iconButton("arrow-up", "Monter cette ligne");
      const down = iconButton("arrow-down", "Descendre cette ligne");
      const remove = iconButton("cross", "Supprimer cette ligne");
      up.addEventListener("click", () => this.move(up.closest("li"), -1, up));
      down.addEventListener("click", () => this.move(down.closest("li"), 1, down));
      remove.addEventListener("click", () => this.remove(remove.closest("li")));
      up.className = "parvis-row__move";
      down.className = "parvis-row__move";
      remove.className = "parvis-row__remove";
      return [up, down, remove];
    }

    insertAfter(row, data = {}) {
      const added = this.addRow(data, row ? row.nextElementSibling : null);
      this.changed();
      return this.field(added);
    }

    move(row, step, focused) {
      const rows = this.rows();
      const target = rows[rows.indexOf(row) + step];
      if (!target) return;
      if (step < 0) target.before(row);
      else target.after(row);
      focused.focus();
      this.changed();
    }

    remove(row) {
      const { value } = this.field(row);
      const next = row.nextElementSibling;
      const neighbour = next || row.previousElementSibling;
      row.remove();
      if (neighbour) this.field(neighbour).focus();
      else this.addRow({});
      this.changed();
      if (!value.trim()) return;
      window.parvis?.offerUndo?.(`Ligne supprimée : ${value}`, () => {
        this.list.insertBefore(row, next?.parentElement === this.list ? next : null);
        this.field(row).focus();
        this.changed();
      });
    }

    onKey(event, row) {
      const field = this.field(row);
      const rows = this.rows();
      const index = rows.indexOf(row);
      if (event.key === "Enter") {
        event.preventDefault();
        const next = rows[index + 1];
        if (next && !this.field(next).value) this.field(next).focus();
        else if (field.value) this.insertAfter(row).focus();
      } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
        const step = event.key === "ArrowUp" ? -1 : 1;
        event.preventDefault();
        if (event.altKey) this.move(row, step, field);
        else if (rows[index + step]) this.field(rows[index + step]).focus();
      } else if (event.key === "Backspace" && !field.value && rows.length > 1) {
        event.preventDefault();
        const other = rows[index - 1] || rows[index + 1];
        row.remove();
        this.field(other).focus();
        this.changed();
      }
    }

    onPaste(event, row) {
      const pasted = lines(event.clipboardData.getData("text/plain"));
      if (pasted.length < 2) return;
      event.preventDefault();
      const field = this.field(row);
      const [first, ...others] = pasted;
      field.setRangeText(first, field.selectionStart, field.selectionEnd, "end");
      // Pasted rows are new answers: they never take the id of one that was there.
      let last = row;
      others.forEach((label) => {
        const next = last.nextElementSibling;
        const free = next && !this.field(next).value;
        if (free) this.field(next).value = label;
        last = free ? next : this.addRow({ label }, next);
      });
      this.field(last).focus();
      this.changed();
    }

    changed() {
      const rows = this.rows();
      rows.forEach((row, index) => {
        const letter = this.options.letters ? String.fromCharCode(65 + (index % 26)) : index + 1;
        const field = this.field(row);
        row.firstElementChild.textContent = letter;
        field.id = index === 0 ? this.idForLabel : `${this.id}-${row.dataset.row}`;
        if (index === 0) field.removeAttribute("aria-label");
        else field.setAttribute("aria-label", `Ligne ${index + 1}`);
      });
      this.input.value = JSON.stringify(this.getState());
      document.dispatchEvent(new CustomEvent("parvis:questions"));
    }

    getState() {
      return this.rows()
        .map((row) => {
          const data = { id: row.dataset.row, label: this.field(row).value.trim() };
          row.querySelectorAll('[aria-pressed="true"]').forEach((button) => {
            data[button.dataset.flag] = true;
          });
          return data;
        })
        .filter((data) => data.label);
    }

    getValue() {
      return this.getState();
    }

    setState(state) {
      this.list.replaceChildren();
      (state || []).forEach((data) => this.addRow(data));
      while (this.list.children.length < 2) this.addRow({});
      this.changed();
    }

    getTextLabel() {
      return this.getState().map((row) => row.label).join(", ");
    }

    setInvalid(invalid) {
      this.rows().forEach((row) => {
        if (invalid) this.field(row).setAttribute("aria-invalid", "true");
        else this.field(row).removeAttribute("aria-invalid");
      });
    }

    setCapabilityOptions() {}

    focus() {
      this.field(this.list.firstElementChild).focus();
    }
  }

  class RowsInput {
    constructor(options) {
      this.options = options;
    }

    render(placeholder, name, id, state, capabilities, options = {}) {
      return new BoundRows(this, placeholder, name, id, state, options?.attributes || {});
    }
  }

  window.parvis = Object.assign(window.parvis || {}, { newId, element, icon, iconButton });
  window.telepath.register("parvis.RowsInput", RowsInput);
})();
