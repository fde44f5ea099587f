/* What Wagtail's blocks do not do: new ids for copied rows, conditions that follow a
   copied survey. */
(() => {
  const { FieldBlock, FieldBlockDefinition, StreamBlock, StreamBlockDefinition } =
    window.wagtailStreamField.blocks;

  class RowsBlock extends FieldBlock {
    getDuplicatedState() {
      return this.getState().map((row) => ({ ...row, id: window.parvis.newId() }));
    }
  }

  class RowsBlockDefinition extends FieldBlockDefinition {
    render(...args) {
      return new RowsBlock(this, ...args);
    }
  }

  class QuestionsBlock extends StreamBlock {
    getDuplicatedState() {
      const before = this.getState();
      const after = super.getDuplicatedState();
      const renamed = new Map();
      before.forEach((old, index) => {
        const copy = after[index];
        renamed.set(old.id, copy.id);
        (old.value.choices || []).forEach((row, position) => {
          renamed.set(row.id, copy.value.choices[position].id);
        });
      });
      const follow = (id) => renamed.get(id) || id;
      after.forEach(({ value }) => {
        if (!value.condition) return;
        value.condition.question = follow(value.condition.question);
        value.condition.choices = value.condition.choices.map(follow);
      });
      return after;
    }
  }

  class QuestionsBlockDefinition extends StreamBlockDefinition {
    render(...args) {
      return new QuestionsBlock(this, ...args);
    }
  }

  window.telepath.register("parvis.RowsBlock", RowsBlockDefinition);
  window.telepath.register("parvis.QuestionsBlock", QuestionsBlockDefinition);
})();
