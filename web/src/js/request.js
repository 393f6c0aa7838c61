// While the description is typed, what is published already appears below it. The step after this form says the same without scripts.
const description = document.querySelector("[data-known]");
const list = document.querySelector("[data-known-list]");
const pause = 700;

let waiting;
let asked = "";

async function ask() {
  const words = description.value.trim();
  if (words === asked) return;
  asked = words;
  if (words.length < 2) {
    list.replaceChildren();
    return;
  }
  try {
    const response = await fetch(description.dataset.known, { method: "POST", body: new URLSearchParams({ description: words }) });
    if (!response.ok || words !== asked) return;
    const answer = new DOMParser().parseFromString(await response.text(), "text/html");
    list.replaceChildren(...answer.body.childNodes);
  } catch {
    asked = "";
  }
}

if (description && list) {
  description.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, pause);
  });
}
