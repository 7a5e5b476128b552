// Hands the key of the link over, and takes it out of the address.
const form = document.getElementById('ouvrir');
const key = location.hash.slice(1);
if (form && key) {
  history.replaceState(null, '', location.pathname + location.search);
  form.elements.namedItem('cle').value = key;
  form.requestSubmit();
}
