// SPDX-License-Identifier: GPL-3.0-or-later
//
// console.js: `console`, as the Console standard has it, with Node's output. A plain string goes straight to the
// record; all else that it needs (format.js, inspect.js, console-table.js) is loaded at its first use.
(function (heddle) {
  'use strict';

  const {
    ArrayPrototypeUnshift, NumberPrototypeToFixed, ObjectCreate,
    ObjectDefineProperty, ReflectOwnKeys, SafeMap, String, StringPrototypePadStart,
    StringPrototypeSlice, StringPrototypeReplaceAll, SymbolToStringTag, MathFloor, Error,
  } = heddle.primordials;
  const { consoleWrite, now, recordMeasure } = heddle.native;

  const LOG = 0;
  const INFO = 1;
  const DEBUG = 2;
  const WARN = 3;
  const ERROR = 4;
  const GROUP_INDENTATION = '  ';

  const counts = new SafeMap();
  const timers = new SafeMap();
  let indentation = '';
  let format = (values) => {
    ({ format } = heddle.use('format.js'));
    return format(values);
  };

  function write(level, text) {
    if (indentation !== '') text = indentation + StringPrototypeReplaceAll(text, '\n', `\n${indentation}`);
    consoleWrite(level, text);
  }

  function print(level, values) {
    write(level, values.length === 1 && typeof values[0] === 'string' ? values[0] : format(values));
  }

  function digits(number, n) {
    return StringPrototypePadStart(`${number}`, n, '0');
  }

  // A duration as Node writes it: milliseconds, then seconds, then minutes and hours.
  function formatDuration(ms) {
    if (ms < 1000) return `${+NumberPrototypeToFixed(ms, 3)}ms`;
    if (ms < 60000) return `${NumberPrototypeToFixed(ms / 1000, 3)}s`;
    const hours = MathFloor(ms / 3600000);
    const minutes = MathFloor(ms % 3600000 / 60000);
    const seconds = StringPrototypePadStart(NumberPrototypeToFixed(ms % 60000 / 1000, 3), 6, '0');
    return hours > 0 ? `${hours}:${digits(minutes, 2)}:${seconds} (h:mm:ss.mmm)`
      : `${minutes}:${seconds} (m:ss.mmm)`;
  }

  function labelOf(label) {
    return label === undefined ? 'default' : `${label}`;
  }

  function reportTime(operation, label, values) {
    const start = timers.get(label);
    if (start === undefined) {
      print(WARN, [`Warning: No such label '${label}' for console.${operation}()`]);
      return false;
    }
    const text = `${label}: ${formatDuration(now() - start)}`;
    if (values.length === 0) write(LOG, text);
    else print(LOG, (ArrayPrototypeUnshift(values, '%s', text), values));
    return true;
  }

  function trace(values) {
    const error = new Error();
    const calls = heddle.use('stack.js').formatStack(error);
    const text = values.length > 0 ? `Trace: ${format(values)}` : 'Trace';
    write(ERROR, text + StringPrototypeSlice(calls, 'Error'.length));
  }

  const methods = {
    log(...data) { print(LOG, data); },
    warn(...data) { print(WARN, data); },
    dir(item, options) {
      write(LOG, heddle.use('inspect.js').inspect(item, { customInspect: false, ...options }));
    },
    time(label) {
      label = labelOf(label);
      if (timers.has(label)) write(WARN, `Warning: Label '${label}' already exists for console.time()`);
      else timers.set(label, now());
    },
    timeEnd(label) {
      label = labelOf(label);
      if (!reportTime('timeEnd', label, [])) return;
      recordMeasure(label, timers.get(label), now());
      timers.delete(label);
    },
    timeLog(label, ...data) { reportTime('timeLog', labelOf(label), data); },
    trace(...data) { trace(data); },
    assert(condition, ...data) {
      if (condition) return;
      data[0] = `Assertion failed${data.length === 0 ? '' : `: ${String(data[0])}`}`;
      print(WARN, data);
    },
    clear() {},
    count(label) {
      label = labelOf(label);
      const count = (counts.get(label) ?? 0) + 1;
      counts.set(label, count);
      write(LOG, `${label}: ${count}`);
    },
    countReset(label) {
      label = labelOf(label);
      if (!counts.delete(label)) write(WARN, `Warning: Count for '${label}' does not exist`);
    },
    group(...data) {
      if (data.length > 0) print(LOG, data);
      indentation += GROUP_INDENTATION;
    },
    groupEnd() { indentation = StringPrototypeSlice(indentation, GROUP_INDENTATION.length); },
    table(data, properties) {
      const text = heddle.use('console-table.js').formatTable(data, properties);
      if (text === undefined) print(LOG, [data]);
      else write(LOG, text);
    },
    debug(...data) { print(DEBUG, data); },
    info(...data) { print(INFO, data); },
    dirxml(...data) { print(LOG, data); },
    error(...data) { print(ERROR, data); },
    groupCollapsed(...data) { methods.group(...data); },
  };

  // A namespace object: its prototype is an empty object (Console standard, section 1).
  const console = ObjectCreate({});
  const names = ReflectOwnKeys(methods);
  for (let i = 0; i < names.length; i++) console[names[i]] = methods[names[i]];
  ObjectDefineProperty(console, SymbolToStringTag, { __proto__: null, value: 'console', configurable: true });
  heddle.defineInterface('console', console);

  return { write };
})
