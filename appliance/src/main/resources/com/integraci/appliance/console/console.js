// What htmx does not do by itself: after a form was answered, the keyboard goes where the answer is.
document.addEventListener('htmx:afterSettle', function (event) {
  var target = event.detail.target;
  if (!target || target.id !== 'main') {
    return;
  }
  var focus = document.querySelector('#main [data-focus]') || document.getElementById('main');
  focus.focus();
  var heading = document.querySelector('#main h1');
  if (heading) {
    document.title = heading.textContent.trim() + ' · IntegraCI';
  }
});
