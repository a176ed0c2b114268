// Keeps a page as things are. A stream says only that something of a kind happened; the page then asks
// for itself anew, and whoever may not see it any more is told so by the page. All windows of a
// browser share one stream, for a browser makes six connections to one origin: whoever has the lock
// opens it and passes on what comes.
(function () {
  var BEAT_MAX = 15000;
  var AWAY = 5000;
  var SLOW = 30000;
  var FULL = 60000;
  var GATHER = 200;
  var SPREAD = 300;
  var APART = 1000;
  var RETRY = 5000;
  var MOVING = 10000;
  var LEAVE = 2000;
  var UNLOAD = 10000;

  // What every page has around its own part: it comes with each look, and so costs none.
  var AROUND = ['team', 'sections'];

  var address = document.body.dataset.live;
  var line = document.getElementById('live');
  var place = Number(document.body.dataset.place);

  // What to look at, and when that was done last.

  var wanted = new Set();
  var planned = null;
  var looking = false;
  var notBefore = 0;

  function due() {
    return Array.from(document.querySelectorAll('[data-live-on]')).filter(function (part) {
      return wanted.has('all') || part.dataset.liveOn.split(' ').some(function (topic) {
        return wanted.has(topic);
      });
    });
  }

  function hear(topics) {
    topics.forEach(function (topic) {
      wanted.add(topic);
    });
    plan();
  }

  function plan() {
    if (planned !== null || looking || gone || document.hidden || wanted.size === 0) {
      return;
    }
    var soon = GATHER + Math.random() * SPREAD;
    planned = setTimeout(look, Math.max(soon, notBefore - Date.now()));
  }

  function look() {
    planned = null;
    var ids = due().map(function (part) {
      return part.id;
    });
    var topics = Array.from(wanted);
    wanted.clear();
    if (ids.length === 0) {
      return;
    }
    looking = true;
    notBefore = Date.now() + APART;
    fetch(location.pathname + location.search, {
      headers: { Accept: 'text/html', 'X-Unattended': 'yes' },
      cache: 'no-store',
      signal: AbortSignal.timeout(15000)
    }).then(function (answer) {
      return answer.text().then(function (text) {
        return show(answer.status, text, ids.concat(AROUND));
      });
    }).catch(function () {
      return false;
    }).then(function (seen) {
      looking = false;
      missedSince = seen ? null : missedSince || Date.now();
      if (!seen) {
        notBefore = Date.now() + RETRY;
        topics.forEach(function (topic) {
          wanted.add(topic);
        });
      }
      judge();
      plan();
    });
  }

  // Whether the answer said how things are.
  function show(status, text, ids) {
    gone = status === 403 || status === 404;
    if (status === 401) {
      leave();
    } else if (status === 200) {
      put(text, ids);
    }
    return status < 500 && status !== 429;
  }

  function put(text, ids) {
    var fresh = new DOMParser().parseFromString(text, 'text/html');
    ids.forEach(function (id) {
      var old = document.getElementById(id);
      var made = fresh.getElementById(id);
      if (old !== null && made !== null) {
        mergeInto(old, made);
      }
    });
  }

  // A form's answer is a page too: what it says around the part that is shown is as new.
  document.addEventListener('htmx:afterSwap', function (event) {
    if (event.detail.target.id === 'main') {
      put(event.detail.xhr.responseText, AROUND);
    }
  });

  // What leaves no entry is told to the other windows of this browser from here.
  document.addEventListener('htmx:afterRequest', function (event) {
    var tells = event.detail.elt.dataset.tells;
    if (tells && channel !== null && event.detail.xhr.status === 200) {
      channel.postMessage({ what: 'change', topics: [tells], place: -1 });
    }
  });

  // What is said.

  var gone = false;
  var left = false;
  var unloadAt = 0;
  var awaySince = Date.now();
  var missedSince = null;
  var stale = false;

  function say(text) {
    if (line.textContent !== text) {
      line.textContent = text;
    }
  }

  function live(now) {
    line.dataset.live = now ? 'yes' : 'no';
    if (now) {
      if (stale && awaySince !== null) {
        hear(['all']);
      }
      awaySince = null;
    } else if (awaySince === null) {
      awaySince = Date.now();
    }
    judge();
  }

  function judge() {
    var since = Math.min(awaySince || Infinity, missedSince || Infinity);
    stale = Date.now() - since > AWAY;
    if (left) {
      return;
    }
    if (gone) {
      say('What this page showed is not there any more, or not for you.');
    } else if (stale) {
      var time = new Date(since).toISOString().slice(11, 16);
      say('Not live: this page may be stale since ' + time + ' UTC. It looks again by itself.');
    } else {
      say('');
    }
  }

  // The session is over: the server says on the page itself what comes next.
  function leave() {
    if (left) {
      return;
    }
    left = true;
    close();
    if (typedSomething()) {
      say('You are signed out. What you have typed is still here: keep it, then load the page again.');
    } else {
      say('You are signed out.');
      // A sign-out in another window is to reach the team's user directory first.
      setTimeout(go, LEAVE);
    }
  }

  function go() {
    if (Date.now() - unloadAt < UNLOAD) {
      // This page is on its way elsewhere, such as to sign out: that is not to be cut short.
      setTimeout(go, UNLOAD);
    } else {
      location.replace(location.pathname + location.search);
    }
  }

  // The one stream, and who has it.

  var source = null;
  var leading = false;
  var heardAt = Date.now();
  var isLive = false;
  var again = null;
  var able = window.EventSource && window.BroadcastChannel && navigator.locks;
  var channel = able ? new BroadcastChannel('live ' + address) : null;

  function tell(message) {
    channel.postMessage(message);
    take(message);
  }

  function take(message) {
    heardAt = Date.now();
    switch (message.what) {
      case 'change':
        place = Math.max(place, message.place);
        hear(message.topics);
        break;
      case 'state':
        // A window that came in between may have missed something.
        if (message.live && message.place > place) {
          place = message.place;
          hear(['all']);
        }
        live(message.live);
        break;
      case 'end':
        leave();
        break;
      case 'who':
        if (leading) {
          state(isLive);
        }
        break;
    }
  }

  function state(now) {
    isLive = now;
    tell({ what: 'state', live: now, place: place });
  }

  function close() {
    clearTimeout(again);
    if (source !== null) {
      source.close();
      source = null;
    }
  }

  function open() {
    close();
    if (left) {
      return;
    }
    source = new EventSource(address + (place < 0 ? '' : '?after=' + place));
    source.addEventListener('hello', function () {
      state(true);
    });
    source.addEventListener('beat', function () {
      state(true);
    });
    source.addEventListener('change', function (event) {
      tell({ what: 'change', topics: event.data.split(' '), place: Number(event.lastEventId) });
    });
    source.addEventListener('end', function () {
      tell({ what: 'end' });
    });
    source.addEventListener('full', function () {
      later(FULL);
    });
    source.onerror = function () {
      if (source.readyState === EventSource.CLOSED) {
        // Refused: too many are open, or the session is over, which looking at the page shows.
        hear(['all']);
        later(AWAY + Math.random() * AWAY);
      } else {
        state(false);
      }
    };
  }

  function later(millis) {
    close();
    state(false);
    again = setTimeout(open, millis);
  }

  function follow(options) {
    navigator.locks.request('live ' + address, options, function () {
      leading = true;
      open();
      return new Promise(function () {});
    }).catch(function () {
      // Another window took over, because this one was silent.
      leading = false;
      close();
      follow({});
    });
  }

  // A browser that lacks one of these is told that the page is not live, which then looks again.
  if (able) {
    channel.onmessage = function (event) {
      take(event.data);
    };
    follow({});
    channel.postMessage({ what: 'who' });
  }

  setInterval(function () {
    var silent = able && Date.now() - heardAt > BEAT_MAX;
    if (silent && leading) {
      heardAt = Date.now();
      state(false);
      open();
    } else if (silent) {
      live(false);
      if (!document.hidden) {
        heardAt = Date.now();
        follow({ steal: true });
      }
    }
    judge();
  }, 1000);

  setInterval(function () {
    if (stale) {
      hear(['all']);
    }
  }, SLOW);

  // Attempts of a workflow and deliveries of a webhook begin without leaving an entry.
  setInterval(function () {
    hear(['moving']);
  }, MOVING);

  document.addEventListener('visibilitychange', plan);

  window.addEventListener('beforeunload', function () {
    unloadAt = Date.now();
  });

  window.addEventListener('pageshow', function (event) {
    if (event.persisted) {
      location.reload();
    }
  });
})();
