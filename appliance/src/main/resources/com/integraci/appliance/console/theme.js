// Runs before the first paint, so that no page flashes in the wrong colours.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('theme');
  } catch (e) {
    // Storage is closed to us: the system's preference holds.
  }
  var dark = matchMedia('(prefers-color-scheme: dark)');
  function apply() {
    var theme = chosen || (dark.matches ? 'dark' : 'light');
    document.documentElement.setAttribute('data-bs-theme', theme);
  }
  apply();
  dark.addEventListener('change', apply);
  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-theme-toggle]');
    if (!button) {
      return;
    }
    var now = document.documentElement.getAttribute('data-bs-theme');
    chosen = now === 'dark' ? 'light' : 'dark';
    try {
      localStorage.setItem('theme', chosen);
    } catch (e) {
      // It lasts as long as the page.
    }
    apply();
  });
  document.documentElement.classList.add('scripted');
})();
