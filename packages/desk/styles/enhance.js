// The desk works without this. It puts the focus on errors, keeps a form from being sent twice in a row, gives
// suggestions while somebody types, and shortcuts to who asked for them.
const $ = (selector) => document.querySelectorAll(selector);

document.getElementById("fouten")?.focus();

addEventListener("submit", ({ target, submitter }) => {
  if (target.method !== "post") return;
  // After the form has been read: a disabled button would not be part of it.
  setTimeout(() => submitter?.setAttribute("aria-disabled", "true"));
});
addEventListener(
  "click",
  (event) => {
    if (event.target.closest?.('button[aria-disabled="true"]')) event.preventDefault();
  },
  true,
);
// A page that comes back with the back button is as it was left.
addEventListener("pageshow", () => {
  for (const button of $('button[aria-disabled="true"]')) button.removeAttribute("aria-disabled");
});

for (const part of $("[data-scripted]")) part.hidden = false;

// Keyboard shortcuts in a list, on pages of who asked for them. Not while somebody types, nor together with other keys.
const shortcuts = (overview) => {
  const rows = [...$("tbody tr")];
  let at = rows.findIndex((row) => row.querySelector(":target"));
  const find = (what) => rows[at]?.querySelector(what);
  const go = (to) => {
    at = Math.max(0, Math.min(rows.length - 1, to));
    find("th a")?.focus();
  };
  const DEEDS = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    o: () => find("th a")?.click(),
    c: () => find('[value="claim"]')?.click(),
    x: () => find("[name=kies]")?.click(),
    "/": () => {
      const [field] = $("[name=zoek]");
      field.closest("details").open = true;
      field.focus();
    },
    "?": () => {
      overview.open = !overview.open;
      overview.firstElementChild.focus();
    },
  };
  addEventListener("focusin", ({ target }) => {
    const row = rows.indexOf(target.closest("tr"));
    if (row >= 0) at = row;
  });
  addEventListener("keydown", (event) => {
    const typing = event.target.closest('textarea, select, input:not([type="checkbox"])');
    const deed = DEEDS[event.key];
    if (!deed || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    deed();
  });
};
for (const overview of $("[data-shortcuts]")) shortcuts(overview);

const suggest = (input) => {
  const box = document.createElement("div");
  const list = document.createElement("ul");
  const status = document.createElement("span");
  let wait;
  let at = -1;
  let asked = "";
  box.className = "desk-suggest";
  list.className = "desk-suggest__list";
  status.className = "desk-hidden";
  status.setAttribute("role", "status");
  Object.assign(list, { id: `${input.id}-lijst`, hidden: true, role: "listbox" });
  list.setAttribute("aria-label", input.dataset.suggestions);
  input.replaceWith(box);
  box.append(input, list, status);
  const set = (name, value) => input.setAttribute(`aria-${name}`, value);
  input.role = "combobox";
  set("autocomplete", "list");
  set("controls", list.id);
  set("expanded", "false");

  const close = () => {
    list.hidden = true;
    at = -1;
    set("expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (to) => {
    const options = [...list.children];
    if (options.length === 0) return;
    at = (to + options.length) % options.length;
    options.forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === at));
    });
    options[at].scrollIntoView({ block: "nearest" });
    set("activedescendant", options[at].id);
  };
  const take = (option) => {
    input.value = asked = option.textContent;
    close();
  };
  const KEYS = {
    ArrowDown: () => mark(at + 1),
    ArrowUp: () => mark(at < 0 ? -1 : at - 1),
    Enter: () => at >= 0 && take(list.children[at]),
    Escape: close,
  };
  const show = ({ items, text }) => {
    list.replaceChildren(
      ...items.map((label, index) => {
        const option = document.createElement("li");
        Object.assign(option, { id: `${list.id}-${index}`, role: "option", textContent: label });
        option.className = "desk-suggest__option";
        option.setAttribute("aria-selected", "false");
        return option;
      }),
    );
    status.textContent = text;
    at = -1;
    list.hidden = items.length === 0;
    set("expanded", String(items.length > 0));
  };
  input.addEventListener("input", () => {
    clearTimeout(wait);
    asked = input.value.trim();
    if (asked.length < 2) return close();
    wait = setTimeout(async () => {
      const q = asked;
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(q)}`).catch(() => {});
      // Who has gone on to another field is left alone.
      if (answer?.ok && q === asked && document.activeElement === input) show(await answer.json());
    }, 180);
  });
  input.addEventListener("keydown", (event) => {
    const act = list.hidden ? undefined : KEYS[event.key];
    if (act === undefined || act() === false) return;
    event.preventDefault();
  });
  // Before the field loses the focus, which closes the list.
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("li");
    if (option) take(option);
  });
  input.addEventListener("blur", close);
};
for (const input of $("[data-suggest]")) suggest(input);
