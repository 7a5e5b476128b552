// Keyboard and ticks of the list. Everything is also done without this script.
const table = document.querySelector('table.entries');
const search = document.getElementById('q');
const keys = document.getElementById('clavier');
const links = () => [...(table?.querySelectorAll('a.open') ?? [])];
const boxes = () => [...(table?.querySelectorAll('tbody input[type=checkbox]') ?? [])];

// One-letter shortcuts can be turned off (WCAG 2.1.4); a browser without storage keeps them on.
const stored = 'datapass-raccourcis';
const read = () => {
  try {
    return localStorage.getItem(stored) !== 'non';
  } catch {
    return true;
  }
};
let active = read();
if (keys) {
  const button = keys.querySelector('button');
  const show = () => {
    button.textContent = active ? button.dataset.on : button.dataset.off;
    button.setAttribute('aria-pressed', String(active));
  };
  button.addEventListener('click', () => {
    active = !active;
    try {
      localStorage.setItem(stored, active ? 'oui' : 'non');
    } catch {
      // Kept for this page alone.
    }
    show();
  });
  show();
  keys.hidden = false;
}

const typing = (target) => target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  if (event.key === '/' && active && search) {
    event.preventDefault();
    search.focus();
    search.select();
    return;
  }
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  const row = event.target.closest('table.entries tbody tr');
  const arrow = event.key.startsWith('Arrow');
  if (step && (arrow ? row : active)) {
    const all = links();
    const here = row ? all.indexOf(row.querySelector('a.open')) : step > 0 ? -1 : all.length;
    const next = all[Math.min(all.length - 1, Math.max(0, here + step))];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
  if (event.key === 'x' && active && row) {
    const box = row.querySelector('input[type=checkbox]');
    if (box) box.click();
  }
});

const count = document.getElementById('choisies');
const all = document.getElementById('toutes');
const recount = () => {
  const chosen = boxes().filter((box) => box.checked).length;
  if (count)
    count.textContent = chosen === 0 ? '' : count.dataset[chosen === 1 ? 'one' : 'many'].replace('#', chosen);
  if (all) {
    all.checked = chosen > 0 && chosen === boxes().length;
    all.indeterminate = chosen > 0 && chosen < boxes().length;
  }
};
if (all && boxes().length > 0) {
  all.closest('label').hidden = false;
  all.addEventListener('change', () => {
    for (const box of boxes()) box.checked = all.checked;
    recount();
  });
}
table?.addEventListener('change', recount);
recount();
