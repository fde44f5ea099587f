// Solves the proof of work of a form (the ALTCHA protocol) while the person reads,
// so that nobody has to answer the sum. Without it, the sum stays.
const BATCH = 500;

async function digest(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function solve({ challenge, salt, maxNumber }) {
  for (let start = 0; start <= maxNumber; start += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, maxNumber - start + 1) }, (_, i) => start + i);
    const hashes = await Promise.all(numbers.map((number) => digest(salt + number)));
    const found = hashes.indexOf(challenge);
    if (found >= 0) return start + found;
  }
  return null;
}

async function guard(box) {
  const { algorithm, challenge, salt, signature } = box.dataset;
  const number = await solve({ challenge, salt, maxNumber: Number(box.dataset.maxNumber) });
  if (number === null) return false;
  const payload = JSON.stringify({ algorithm, challenge, number, salt, signature });
  box.querySelector("[name=altcha]").value = btoa(payload);
  return true;
}

for (const box of document.querySelectorAll("[data-guard]")) {
  if (!globalThis.crypto?.subtle) continue;
  const form = box.closest("form");
  box.hidden = true;
  const done = guard(box).catch(() => false);
  done.then((solved) => { box.hidden = solved; });
  form.addEventListener("submit", async (event) => {
    if (box.dataset.ready) return;
    event.preventDefault();
    const { submitter } = event;
    box.dataset.ready = (await done) ? "solved" : "asked";
    if (box.dataset.ready === "solved" || box.querySelector("[name=guard_answer]").value) {
      // In a later task: while this event is being fired, the form cannot be sent.
      setTimeout(() => form.requestSubmit(submitter));
    } else {
      delete box.dataset.ready;
      box.querySelector("[name=guard_answer]").focus();
    }
  });
}
