// Runs before the first paint. What was chosen in the console holds here too: it is one origin.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('theme');
  } catch (e) {
    // Storage is closed to us: the system's preference holds.
  }
  if (chosen === 'dark' || chosen === 'light') {
    document.documentElement.setAttribute('data-theme', chosen);
  }
})();
