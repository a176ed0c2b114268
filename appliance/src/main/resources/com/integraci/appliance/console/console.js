// What htmx does not do by itself.

// A page that looks again by itself keeps what it shows when the answer is an error.
document.addEventListener('htmx:beforeSwap', function (event) {
  var asks = event.detail.requestConfig && event.detail.requestConfig.elt;
  if (event.detail.xhr.status >= 400 && asks && asks.tagName !== 'FORM') {
    event.detail.shouldSwap = false;
  }
});

// What a page asks for by itself does not keep a session alive.
document.addEventListener('htmx:configRequest', function (event) {
  if (!event.detail.triggeringEvent) {
    event.detail.headers['X-Unattended'] = 'yes';
  }
});

// After a form was answered, the keyboard goes where the answer is.
function focusAnswer() {
  var focus = document.querySelector('#main .notice[data-focus]');
  if (focus) {
    focus.focus();
  }
}

document.addEventListener('DOMContentLoaded', focusAnswer);

// On a phone the sections are a row that scrolls: the open one is seen, also when the phone is turned.
function showOpenSection() {
  var open = document.querySelector('#sections [aria-current]');
  if (open) {
    var row = open.closest('nav');
    var before = open.getBoundingClientRect().left - row.getBoundingClientRect().left;
    row.scrollLeft += before - (row.clientWidth - open.offsetWidth) / 2;
  }
}

document.addEventListener('DOMContentLoaded', showOpenSection);
window.addEventListener('resize', showOpenSection);

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

// A file that is chosen is put where its text could be pasted, for the one who sends it to see.
document.addEventListener('change', function (event) {
  var into = document.getElementById(event.target.getAttribute('data-into') || '');
  var file = event.target.files && event.target.files[0];
  if (into && file) {
    file.slice(0, 65536).text().then(function (text) {
      into.value = text;
    });
  }
});
