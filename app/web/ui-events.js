// SPDX-License-Identifier: GPL-3.0-or-later
//
// ui-events.js: UIEvent, MouseEvent, KeyboardEvent and InputEvent (UI Events), and the input of the window's page strip,
// which arrives as events of the global.
(function (heddle) {
  'use strict';

  const { JSONParse, TypeError } = heddle.primordials;
  const { converters, requireArguments, shapeInterface } = heddle.use('webidl.js');
  const { Event, dispatchTrusted, isEventTarget } = heddle.use('events.js');
  const { member } = heddle.use('event-types.js');
  const { DOMString, boolean } = converters;
  const long = (value) => converters.long(value);
  const short = (value) => converters.short(value);
  const unsignedShort = (value) => converters['unsigned short'](value);
  const unsignedLong = (value) => converters['unsigned long'](value);
  const double = (value) => converters.double(value);

  function toView(value) {
    if (value !== null && value !== heddle.global) throw new TypeError("Failed to convert member view to 'Window'.");
    return value;
  }

  function toTarget(value) {
    if (value !== null && !isEventTarget(value)) throw new TypeError("Failed to convert member relatedTarget to 'EventTarget'.");
    return value;
  }

  function toText(value) {
    return value === null ? null : DOMString(value);
  }

  class UIEvent extends Event {
    #detail;
    #view;
    #which;

    constructor(type, eventInitDict = undefined) {
      requireArguments(arguments.length, 1, "construct 'UIEvent'");
      super(type, eventInitDict);
      this.#detail = member(eventInitDict, 'detail', long, 0);
      this.#view = member(eventInitDict, 'view', toView, null);
      this.#which = member(eventInitDict, 'which', unsignedLong, 0);
    }

    get view() { return this.#view; }
    get detail() { return this.#detail; }
    get which() { return this.#which; }
  }
  shapeInterface(UIEvent);

  function readModifiers(init) {
    return {
      __proto__: null,
      alt: member(init, 'altKey', boolean, false),
      ctrl: member(init, 'ctrlKey', boolean, false),
      meta: member(init, 'metaKey', boolean, false),
      shift: member(init, 'shiftKey', boolean, false),
    };
  }

  function isModifierDown({ alt, ctrl, meta, shift }, key) {
    return (key === 'Alt' && alt) || (key === 'Control' && ctrl) || (key === 'Meta' && meta) || (key === 'Shift' && shift);
  }

  class MouseEvent extends UIEvent {
    #modifiers;
    #button;
    #buttons;
    #clientX;
    #clientY;
    #movementX;
    #movementY;
    #relatedTarget;
    #screenX;
    #screenY;

    constructor(type, eventInitDict = undefined) {
      requireArguments(arguments.length, 1, "construct 'MouseEvent'");
      super(type, eventInitDict);
      this.#modifiers = readModifiers(eventInitDict);
      this.#button = member(eventInitDict, 'button', short, 0);
      this.#buttons = member(eventInitDict, 'buttons', unsignedShort, 0);
      this.#clientX = member(eventInitDict, 'clientX', double, 0);
      this.#clientY = member(eventInitDict, 'clientY', double, 0);
      this.#movementX = member(eventInitDict, 'movementX', double, 0);
      this.#movementY = member(eventInitDict, 'movementY', double, 0);
      this.#relatedTarget = member(eventInitDict, 'relatedTarget', toTarget, null);
      this.#screenX = member(eventInitDict, 'screenX', double, 0);
      this.#screenY = member(eventInitDict, 'screenY', double, 0);
    }

    get screenX() { return this.#screenX; }
    get screenY() { return this.#screenY; }
    get clientX() { return this.#clientX; }
    get clientY() { return this.#clientY; }
    get pageX() { return this.#clientX; }
    get pageY() { return this.#clientY; }
    get x() { return this.#clientX; }
    get y() { return this.#clientY; }
    get offsetX() { return this.#clientX; }
    get offsetY() { return this.#clientY; }
    get movementX() { return this.#movementX; }
    get movementY() { return this.#movementY; }
    get ctrlKey() { return this.#modifiers.ctrl; }
    get shiftKey() { return this.#modifiers.shift; }
    get altKey() { return this.#modifiers.alt; }
    get metaKey() { return this.#modifiers.meta; }
    get button() { return this.#button; }
    get buttons() { return this.#buttons; }
    get relatedTarget() { return this.#relatedTarget; }
    getModifierState(keyArg) {
      requireArguments(arguments.length, 1, "execute 'getModifierState' on 'MouseEvent'");
      return isModifierDown(this.#modifiers, DOMString(keyArg));
    }
  }
  shapeInterface(MouseEvent);

  class KeyboardEvent extends UIEvent {
    #modifiers;
    #code;
    #isComposing;
    #key;
    #location;
    #repeat;

    constructor(type, eventInitDict = undefined) {
      requireArguments(arguments.length, 1, "construct 'KeyboardEvent'");
      super(type, eventInitDict);
      this.#modifiers = readModifiers(eventInitDict);
      this.#code = member(eventInitDict, 'code', DOMString, '');
      this.#isComposing = member(eventInitDict, 'isComposing', boolean, false);
      this.#key = member(eventInitDict, 'key', DOMString, '');
      this.#location = member(eventInitDict, 'location', unsignedLong, 0);
      this.#repeat = member(eventInitDict, 'repeat', boolean, false);
    }

    get key() { return this.#key; }
    get code() { return this.#code; }
    get location() { return this.#location; }
    get ctrlKey() { return this.#modifiers.ctrl; }
    get shiftKey() { return this.#modifiers.shift; }
    get altKey() { return this.#modifiers.alt; }
    get metaKey() { return this.#modifiers.meta; }
    get repeat() { return this.#repeat; }
    get isComposing() { return this.#isComposing; }
    getModifierState(keyArg) {
      requireArguments(arguments.length, 1, "execute 'getModifierState' on 'KeyboardEvent'");
      return isModifierDown(this.#modifiers, DOMString(keyArg));
    }
  }
  shapeInterface(KeyboardEvent, {
    DOM_KEY_LOCATION_STANDARD: 0, DOM_KEY_LOCATION_LEFT: 1, DOM_KEY_LOCATION_RIGHT: 2, DOM_KEY_LOCATION_NUMPAD: 3,
  });

  class InputEvent extends UIEvent {
    #data;
    #inputType;
    #isComposing;

    constructor(type, eventInitDict = undefined) {
      requireArguments(arguments.length, 1, "construct 'InputEvent'");
      super(type, eventInitDict);
      this.#data = member(eventInitDict, 'data', toText, null);
      this.#inputType = member(eventInitDict, 'inputType', DOMString, '');
      this.#isComposing = member(eventInitDict, 'isComposing', boolean, false);
    }

    get data() { return this.#data; }
    get isComposing() { return this.#isComposing; }
    get inputType() { return this.#inputType; }
  }
  shapeInterface(InputEvent);

  const interfaceOf = {
    __proto__: null,
    click: MouseEvent, dblclick: MouseEvent, mousedown: MouseEvent, mouseup: MouseEvent, mousemove: MouseEvent,
    keydown: KeyboardEvent, keyup: KeyboardEvent, input: InputEvent,
  };

  // What the user did in the page strip at `time`; `json` is the init dictionary of the event, as text.
  function dispatchInput(type, json, time) {
    const init = json ? JSONParse(json) : { __proto__: null };
    init.bubbles = init.composed = true;
    init.cancelable = type !== 'input' && type !== 'change';
    init.view = heddle.global;
    const Interface = interfaceOf[type] ?? Event;
    return dispatchTrusted(heddle.global, new Interface(type, init), time);
  }

  return { UIEvent, MouseEvent, KeyboardEvent, InputEvent, dispatchInput };
})
