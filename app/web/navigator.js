// SPDX-License-Identifier: GPL-3.0-or-later
//
// navigator.js: navigator and location, as far as a program without a page has them.
(function (heddle) {
  'use strict';

  const { ObjectFreeze } = heddle.primordials;
  const { illegalConstructor, shapeInterface } = heddle.use('webidl.js');
  const { URL } = heddle.use('url.js');
  const { native } = heddle;
  const made = { __proto__: null };
  const languages = ObjectFreeze(['en-US']);

  class Navigator {
    #made = true;

    constructor() {
      if (arguments[0] !== made) throw illegalConstructor();
    }

    get hardwareConcurrency() { this.#made; return native.hardwareConcurrency; }
    get userAgent() { this.#made; return 'Heddle/0.1'; }
    get language() { this.#made; return 'en-US'; }
    get languages() { this.#made; return languages; }
    get onLine() { this.#made; return true; }
    get platform() { this.#made; return 'Linux'; }
  }
  shapeInterface(Navigator);

  class Location {
    #url = new URL(native.locationHref);

    constructor() {
      if (arguments[0] !== made) throw illegalConstructor();
    }

    get href() { return this.#url.href; }
    get origin() { return this.#url.origin; }
    get protocol() { return this.#url.protocol; }
    get host() { return this.#url.host; }
    get hostname() { return this.#url.hostname; }
    get port() { return this.#url.port; }
    get pathname() { return this.#url.pathname; }
    get search() { return this.#url.search; }
    get hash() { return this.#url.hash; }
    toString() { return this.#url.href; }
  }
  shapeInterface(Location);

  return { navigator: new Navigator(made), location: new Location(made), Navigator, Location };
})
