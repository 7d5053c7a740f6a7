// SPDX-License-Identifier: GPL-3.0-or-later
//
// performance.js: performance.now, marks and measures (High Resolution Time, Performance Timeline, User Timing). Marks and
// measures also go to the trace.
(function (heddle) {
  'use strict';

  const { ArrayPrototypeFilter, ArrayPrototypeSort, TypeError } = heddle.primordials;
  const { converters, illegalConstructor, isObject, requireArguments, shapeInterface } = heddle.use('webidl.js');
  const { EventTarget } = heddle.use('events.js');
  const { DOMException } = heddle.use('dom-exception.js');
  const { native } = heddle;
  const { DOMString } = converters;
  const made = { __proto__: null };
  let entries = [];

  class PerformanceEntry {
    #name;
    #entryType;
    #startTime;
    #duration;

    constructor() {
      if (arguments[0] !== made) throw illegalConstructor();
      this.#name = arguments[1];
      this.#entryType = arguments[2];
      this.#startTime = arguments[3];
      this.#duration = arguments[4];
    }

    get name() { return this.#name; }
    get entryType() { return this.#entryType; }
    get startTime() { return this.#startTime; }
    get duration() { return this.#duration; }

    toJSON() {
      const json = { name: this.#name, entryType: this.#entryType, startTime: this.#startTime, duration: this.#duration };
      if (isUserTiming(this)) json.detail = this.detail;
      return json;
    }

    static {
      startOf = (entry) => entry.#startTime;
      isNamed = (entry, name, type) =>
        (name === undefined || entry.#name === name) && (type === undefined || entry.#entryType === type);
    }
  }
  var startOf, isNamed;
  shapeInterface(PerformanceEntry);

  function cloneDetail(detail) {
    if (detail === undefined || detail === null) return null;
    return isObject(detail) || typeof detail === 'symbol' ? heddle.use('structured-clone.js').structuredClone(detail) : detail;
  }

  function checkTime(time) {
    if (time < 0) throw new TypeError('A time stamp of a performance entry cannot be negative.');
    return time;
  }

  class PerformanceMark extends PerformanceEntry {
    #detail;

    constructor(markName, markOptions = undefined) {
      requireArguments(arguments.length, 1, "construct 'PerformanceMark'");
      const name = DOMString(markName);
      if (markOptions !== undefined && markOptions !== null && !isObject(markOptions))
        throw new TypeError("Failed to construct 'PerformanceMark': parameter 2 is not an object.");
      const detail = markOptions?.detail;
      const start = markOptions?.startTime;
      super(made, name, 'mark', start === undefined ? native.now() : checkTime(converters.double(start)), 0);
      this.#detail = cloneDetail(detail);
    }

    get detail() { return this.#detail; }

    static { isMark = (entry) => #detail in entry; }
  }
  var isMark;
  shapeInterface(PerformanceMark);

  class PerformanceMeasure extends PerformanceEntry {
    #detail;

    constructor() {
      if (arguments[0] !== made) throw illegalConstructor();
      super(made, arguments[1], 'measure', arguments[2], arguments[3]);
      this.#detail = arguments[4];
    }

    get detail() { return this.#detail; }

    static { isMeasure = (entry) => #detail in entry; }
  }
  var isMeasure;
  shapeInterface(PerformanceMeasure);

  function isUserTiming(entry) {
    return isMark(entry) || isMeasure(entry);
  }

  // User Timing, "convert a mark to a timestamp": the latest mark of that name, or a time.
  function toTime(mark) {
    if (typeof mark !== 'string') return checkTime(mark);
    for (let i = entries.length - 1; i >= 0; i--) if (isMark(entries[i]) && isNamed(entries[i], mark)) return startOf(entries[i]);
    throw new DOMException(`The mark '${mark}' does not exist.`, 'SyntaxError');
  }

  // A DOMString or a number, as the standard's union of both has it.
  function toMark(value) {
    return value === undefined ? undefined : typeof value === 'number' ? converters.double(value) : DOMString(value);
  }

  function readMeasureOptions(value) {
    const options = { __proto__: null, detail: value.detail, start: undefined, end: undefined, duration: undefined };
    if (value.duration !== undefined) options.duration = converters.double(value.duration);
    options.end = toMark(value.end);
    options.start = toMark(value.start);
    return options;
  }

  function checkMeasureOptions(options, endMark) {
    const { start, end, duration } = options;
    if (endMark !== undefined)
      throw new TypeError("Failed to execute 'measure' on 'Performance': an end mark cannot stand beside options.");
    if (start === undefined && end === undefined)
      throw new TypeError("Failed to execute 'measure' on 'Performance': one of start or end is required in the options.");
    if (start !== undefined && end !== undefined && duration !== undefined)
      throw new TypeError("Failed to execute 'measure' on 'Performance': start, end and duration cannot all be given.");
  }

  function measureBounds({ start, end, duration }, endMark) {
    const length = duration === undefined ? undefined : checkTime(duration);
    let endTime;
    if (endMark !== undefined) endTime = toTime(endMark);
    else if (end !== undefined) endTime = toTime(end);
    else if (start !== undefined && length !== undefined) endTime = toTime(start) + length;
    else endTime = native.now();
    if (start !== undefined) return [toTime(start), endTime];
    return [length !== undefined && end !== undefined ? endTime - length : 0, endTime];
  }

  function isGiven(options) {
    return options.start !== undefined || options.end !== undefined || options.duration !== undefined ||
      options.detail !== undefined;
  }

  // Returns what the Performance Timeline standard wants: by start time, else in the order of creation.
  function select(name, type) {
    const found = ArrayPrototypeFilter(entries, (entry) => isNamed(entry, name, type));
    return ArrayPrototypeSort(found, (a, b) => startOf(a) - startOf(b));
  }

  function clear(type, name) {
    entries = ArrayPrototypeFilter(entries, (entry) => !isNamed(entry, name, type));
  }

  class Performance extends EventTarget {
    #made = true;

    constructor() {
      if (arguments[0] !== made) throw illegalConstructor();
      super();
    }

    now() { this.#made; return native.now(); }
    get timeOrigin() { this.#made; return native.timeOrigin; }
    toJSON() { return { timeOrigin: this.timeOrigin }; }

    mark(markName, markOptions = undefined) {
      requireArguments(arguments.length, 1, "execute 'mark' on 'Performance'");
      this.#made;
      const mark = new PerformanceMark(markName, markOptions);
      entries[entries.length] = mark;
      native.recordMark(mark.name);
      return mark;
    }

    measure(measureName, startOrMeasureOptions = undefined, endMark = undefined) {
      requireArguments(arguments.length, 1, "execute 'measure' on 'Performance'");
      this.#made;
      const name = DOMString(measureName);
      const given = startOrMeasureOptions;
      const options = isObject(given) ? readMeasureOptions(given) : { __proto__: null, start: given === null ? undefined : toMark(given) };
      const end = endMark === undefined ? undefined : DOMString(endMark);
      if (isObject(given) && isGiven(options)) checkMeasureOptions(options, end);
      const bounds = measureBounds(options, end);
      const measure = new PerformanceMeasure(made, name, bounds[0], bounds[1] - bounds[0], cloneDetail(options.detail));
      entries[entries.length] = measure;
      native.recordMeasure(name, bounds[0], bounds[1]);
      return measure;
    }

    clearMarks(markName = undefined) { this.#made; clear('mark', markName === undefined ? undefined : DOMString(markName)); }
    clearMeasures(measureName = undefined) {
      this.#made;
      clear('measure', measureName === undefined ? undefined : DOMString(measureName));
    }

    getEntries() { this.#made; return select(); }
    getEntriesByType(type) {
      requireArguments(arguments.length, 1, "execute 'getEntriesByType' on 'Performance'");
      this.#made;
      return select(undefined, DOMString(type));
    }
    getEntriesByName(name, type = undefined) {
      requireArguments(arguments.length, 1, "execute 'getEntriesByName' on 'Performance'");
      this.#made;
      return select(DOMString(name), type === undefined ? undefined : DOMString(type));
    }
  }
  shapeInterface(Performance);

  return { performance: new Performance(made), Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure };
})
