/* « Annuler » after a deletion: autosave would keep it two seconds later, Ctrl+Z does
   nothing, and one revision covers a whole session. Patches Wagtail's sequence blocks
   (not a public API): the browser tests of tests/editor fail if an upgrade changes them. */
(() => {
  const DELAY = 60_000;
  let timer = null;

  function bar() {
    let node = document.querySelector(".parvis-undo");
    if (!node) {
      node = document.createElement("div");
      node.className = "parvis-undo";
      node.setAttribute("role", "status");
      document.body.append(node);
    }
    return node;
  }

  function close() {
    clearTimeout(timer);
    document.querySelector(".parvis-undo")?.replaceChildren();
  }

  function offerUndo(message, undo) {
    const text = document.createElement("span");
    const button = document.createElement("button");
    const dismiss = document.createElement("button");
    text.textContent = message.length > 90 ? `${message.slice(0, 89)}…` : message;
    button.type = "button";
    button.className = "button button-small";
    button.textContent = "Annuler";
    button.addEventListener("click", () => {
      close();
      undo();
    });
    dismiss.type = "button";
    dismiss.className = "parvis-undo__close";
    dismiss.setAttribute("aria-label", "Fermer ce message");
    dismiss.textContent = "×";
    dismiss.addEventListener("click", close);
    bar().replaceChildren(text, button, dismiss);
    clearTimeout(timer);
    timer = setTimeout(close, DELAY);
  }

  function changed() {
    document.dispatchEvent(new CustomEvent("parvis:questions"));
  }

  function wrap(prototype, restore) {
    const { deleteBlock, moveBlock } = prototype;
    prototype.deleteBlock = function deleteAndOffer(index, options) {
      const child = this.children[index];
      const state = child.getState();
      const label = child.blockDef?.meta?.label || "";
      const title = child.getTextLabel({ maxLength: 60 }) || "";
      const { collapsed } = child;
      deleteBlock.call(this, index, options);
      changed();
      offerUndo(`Supprimé : ${label} ${title}`.trim(), () => {
        // The deleted copy stays as hidden fields: leave it no id of its own.
        child.element.querySelector("section")?.remove();
        child.element.removeAttribute("data-contentpath");
        restore.call(this, state, Math.min(index, this.children.length), collapsed);
        changed();
      });
    };
    prototype.moveBlock = function moveAndTell(...args) {
      moveBlock.apply(this, args);
      changed();
    };
  }

  function start() {
    const { StreamBlock, ListBlock } = window.wagtailStreamField?.blocks || {};
    if (!StreamBlock) return;
    wrap(StreamBlock.prototype, function restoreChild(state, index, collapsed) {
      this.insert(state, index, { animate: true, focus: !collapsed, collapsed });
    });
    wrap(ListBlock.prototype, function restoreItem(state, index, collapsed) {
      const options = { animate: true, focus: !collapsed, collapsed, id: state.id };
      this.insert(state.value, index, options);
    });
  }

  window.parvis = Object.assign(window.parvis || {}, { offerUndo });
  start();
})();
