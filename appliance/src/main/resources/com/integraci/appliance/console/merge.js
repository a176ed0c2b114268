// Makes what stands in a page equal to what was fetched, and touches only what differs: so that what
// somebody types, has opened, has the keyboard on or is reading stays where it is.
(function () {
  function isElement(node) {
    return node !== null && node.nodeType === Node.ELEMENT_NODE;
  }

  // What a node is known by among its siblings.
  function key(node) {
    return isElement(node) ? node.id || node.getAttribute('data-key') || '' : '';
  }

  // Whether a node is in somebody's hands.
  function held(node) {
    return isElement(node) && (isOpen(node) || node.querySelector('details[open]') !== null ||
      typedIn(node) || Array.from(node.querySelectorAll('form')).some(typedIn));
  }

  function isOpen(node) {
    return node.nodeName === 'DETAILS' && node.open;
  }

  function typedIn(node) {
    return node.nodeName === 'FORM' && typed.has(node);
  }

  function isSent(node) {
    return isElement(node) && node.classList.contains('htmx-request');
  }

  // Whether an answer is still to come to it: what is done then is done by the form itself.
  function awaits(node) {
    return isElement(node) && (isSent(node) || node.querySelector('.htmx-request') !== null);
  }

  function attributes(old, fresh) {
    Array.from(old.attributes).forEach(function (one) {
      // Whether a detail is open is the reader's choice, and where the keyboard was put it stays.
      if (!fresh.hasAttribute(one.name) && one.name !== 'open' && one.name !== 'tabindex') {
        old.removeAttribute(one.name);
      }
    });
    Array.from(fresh.attributes).forEach(function (one) {
      if (old.getAttribute(one.name) !== one.value) {
        old.setAttribute(one.name, one.value);
      }
    });
  }

  function drop(node) {
    if (!held(node) && !awaits(node)) {
      node.remove();
    }
  }

  function insert(parent, made, before) {
    var node = document.importNode(made, true);
    parent.insertBefore(node, before);
    if (isElement(node)) {
      htmx.process(node);
    }
  }

  function move(parent, node, before) {
    // Where browsers have it, moving keeps the focus.
    (parent.moveBefore || parent.insertBefore).call(parent, node, before);
  }

  function alike(old, fresh) {
    return old !== null && old.nodeName === fresh.nodeName && key(old) === key(fresh);
  }

  function children(old, fresh) {
    var known = new Map();
    var stays = new Set();
    Array.from(old.children).forEach(function (child) {
      known.set(key(child), child);
    });
    Array.from(fresh.children).forEach(function (child) {
      stays.add(key(child));
    });
    var at = old.firstChild;
    Array.from(fresh.childNodes).forEach(function (next) {
      var found = key(next) === '' ? null : known.get(key(next)) || null;
      while (found !== null && at !== null && at !== found && !stays.has(key(at))) {
        var gone = at;
        at = at.nextSibling;
        drop(gone);
      }
      var match = alike(found, next) ? found : alike(at, next) ? at : null;
      if (match === null) {
        insert(old, next, at);
        return;
      }
      if (match === at) {
        at = at.nextSibling;
      } else {
        move(old, match, at);
      }
      merge(match, next);
    });
    while (at !== null) {
      var rest = at;
      at = at.nextSibling;
      drop(rest);
    }
  }

  function merge(old, fresh) {
    if (old.isEqualNode(fresh) || typedIn(old) || isSent(old)) {
      return;
    }
    if (!isElement(old)) {
      old.data = fresh.data;
      return;
    }
    attributes(old, fresh);
    children(old, fresh);
  }

  var typed = new WeakSet();

  document.addEventListener('input', function (event) {
    if (event.target.form && event.target.type !== 'hidden') {
      typed.add(event.target.form);
    }
  });

  document.addEventListener('reset', function (event) {
    typed.delete(event.target);
  });

  // Merges, and gives the keyboard its place back if that was taken away.
  window.mergeInto = function (old, fresh) {
    var focus = document.activeElement;
    merge(old, fresh);
    if (focus === null || !focus.isConnected) {
      old.setAttribute('tabindex', '-1');
      focus = old;
    }
    if (document.activeElement !== focus && focus !== document.body) {
      focus.focus({ preventScroll: true });
    }
  };

  // Whether somebody has typed something on this page that is not sent.
  window.typedSomething = function () {
    return Array.from(document.forms).some(function (form) {
      return typed.has(form);
    });
  };
})();
