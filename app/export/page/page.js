// SPDX-License-Identifier: GPL-3.0-or-later
//
// page.js: the timeline in a saved page: a painter of the items that html.c wrote into it. Times are nanoseconds from the
// runs' first statements. An item is [start, length, top, bottom, state, number, label, kind, source, folded], where label,
// kind and source are places in `texts`; 0 is none.
'use strict';

{
  const data = JSON.parse(document.getElementById('data').textContent);
  const { texts, runs } = data;
  const [START, LENGTH, TOP, BOTTOM, STATE, NUMBER, LABEL, KIND, SOURCE, FOLDED] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const COMPUTING = 1;
  const READY = 2;
  const STATES = ['', 'computing', 'ready, but its thread or a core is taken', 'waiting for the world'];
  const RULER = 28;
  const LEAST_SPAN = 100; // nanoseconds in sight
  const TABLE_ROWS = 500;

  const timeline = document.getElementById('timeline');
  const canvas = document.getElementById('canvas');
  const card = document.getElementById('card');
  const table = document.getElementById('table');
  const context = canvas.getContext('2d');
  const whole = data.length > 0 ? data.length * 1.1 : 1;
  let from = 0;
  let to = whole;
  let selected = null; // { lane, index }
  let hovered = null;
  let queued = false;
  let colours = {};
  let patterns = {};

  // Where each lane stands.
  const lanes = [];
  let height = RULER;
  for (const run of runs) {
    run.y = height;
    for (const lane of run.lanes) {
      lane.run = run;
      lane.y = run.y + lane.top;
      lane.items.sort((one, other) => one[START] - other[START]);
      lane.longest = lane.items.reduce((longest, item) => Math.max(longest, item[LENGTH]), 0);
      lanes.push(lane);
    }
    height += run.height + 8;
  }

  function nameWidth() {
    return Math.min(300, Math.max(120, canvas.clientWidth * 0.24));
  }

  function xOf(time) {
    const left = nameWidth();
    return left + (time - from) / (to - from) * (canvas.clientWidth - left);
  }

  function timeOf(x) {
    const left = nameWidth();
    return from + (x - left) / (canvas.clientWidth - left) * (to - from);
  }

  // Texts.

  function formatTime(ns) {
    const size = Math.abs(ns);
    if (size >= 1e9) return `${+(ns / 1e9).toPrecision(4)} s`;
    if (size >= 1e6) return `${+(ns / 1e6).toPrecision(4)} ms`;
    if (size >= 1e3) return `${+(ns / 1e3).toPrecision(4)} µs`;
    return `${Math.round(ns)} ns`;
  }

  function titleOf(item) {
    const label = texts[item[LABEL]] || texts[item[KIND]];
    if (item[FOLDED] > 1) return `${item[FOLDED]} spans too narrow to tell apart`;
    return item[NUMBER] > 0 ? `${item[NUMBER]} · ${label}` : label;
  }

  function describe(lane, item) {
    const lines = [
      `${lane.run.title}, ${lane.title}`,
      [texts[item[KIND]], STATES[item[STATE]]].filter(Boolean).join(', '),
      `from ${formatTime(item[START])}, took ${formatTime(item[LENGTH])}`,
    ];
    if (item[SOURCE] > 0) lines.push(texts[item[SOURCE]]);
    return lines.filter(Boolean);
  }

  // Painting.

  function hatch(ground, line) {
    const tile = document.createElement('canvas');
    tile.width = tile.height = 8;
    const pen = tile.getContext('2d');
    pen.fillStyle = ground;
    pen.fillRect(0, 0, 8, 8);
    pen.strokeStyle = line;
    pen.lineWidth = 2.4;
    for (const x of [-8, 0, 8]) {
      pen.beginPath();
      pen.moveTo(x, 8);
      pen.lineTo(x + 8, 0);
      pen.stroke();
    }
    return context.createPattern(tile, 'repeat');
  }

  function dots(ground, dot) {
    const tile = document.createElement('canvas');
    tile.width = tile.height = 5;
    const pen = tile.getContext('2d');
    pen.fillStyle = ground;
    pen.fillRect(0, 0, 5, 5);
    pen.fillStyle = dot;
    pen.beginPath();
    pen.arc(2.5, 2.5, 1.1, 0, 7);
    pen.fill();
    return context.createPattern(tile, 'repeat');
  }

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    const names = ['ground', 'ink', 'pale', 'line', 'bar', 'accent', 'flag', 'flag-ink', 'stop', 'waiting', 'waiting-dot',
      'ready', 'ready-line'];
    colours = {};
    for (const name of names) colours[name] = style.getPropertyValue(`--${name}`).trim();
    patterns = {
      ready: hatch(colours.ready, colours['ready-line']),
      waiting: dots(colours.waiting, colours['waiting-dot']),
    };
  }

  function write(text, x, y, font, colour, align = 'left', width = undefined) {
    context.font = `${font} "Noto Sans", "DejaVu Sans", sans-serif`;
    context.fillStyle = colour;
    context.textAlign = align;
    context.textBaseline = 'middle';
    context.fillText(text, x, y, width);
  }

  function paintRuler(width) {
    const left = nameWidth();
    const rough = (to - from) / Math.max(2, (width - left) / 110);
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
    for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
      const x = xOf(time);
      context.fillStyle = colours.line;
      context.fillRect(x, RULER - 6, 1, height - RULER + 6);
      if (x < width - 30) write(formatTime(time), x, RULER / 2, '12px', colours.pale, 'center');
    }
  }

  // The first item of a lane that may be in sight: items are ordered by their starts.
  function firstInSight(lane) {
    let first = 0;
    let end = lane.items.length;
    while (first < end) {
      const middle = (first + end) >> 1;
      if (lane.items[middle][START] < from - lane.longest) first = middle + 1;
      else end = middle;
    }
    return first;
  }

  function boxOf(lane, item) {
    const x = xOf(item[START]);
    const width = Math.max(xOf(item[START] + item[LENGTH]) - x, 1);
    return [x, lane.y + item[TOP] * lane.height, width, Math.max((item[BOTTOM] - item[TOP]) * lane.height - 0.5, 0.5)];
  }

  function colourOf(number) {
    return number === 0 ? data.colours[0] : data.colours[1 + (number - 1) % (data.colours.length - 1)];
  }

  function paintItem(lane, item) {
    const [x, y, width, tall] = boxOf(lane, item);
    if (item[STATE] === COMPUTING) context.fillStyle = colourOf(item[NUMBER]);
    else context.fillStyle = item[STATE] === READY ? patterns.ready : patterns.waiting;
    context.fillRect(x, y, width > 4 ? width - 1 : width, tall);
    if (item[STATE] !== COMPUTING && width > 3 && tall > 5) {
      context.strokeStyle = item[STATE] === READY ? colours['ready-line'] : colours['waiting-dot'];
      context.lineWidth = 0.6;
      context.strokeRect(x, y, width - 1, tall);
    }
    if (item[STATE] !== COMPUTING || tall < 11 || width < 14 || item[FOLDED] > 1) return;
    const text = item[NUMBER] > 0 ? `${item[NUMBER]}` : texts[item[LABEL]] || '';
    const left = Math.max(x, nameWidth());
    const room = Math.min(x + width, canvas.clientWidth) - left - 6;
    context.font = '600 12px sans-serif';
    if (context.measureText(text).width <= room) write(text, left + room / 2 + 3, y + tall / 2, '600 12px', '#ffffff', 'center');
  }

  function paintLane(lane, width) {
    const left = nameWidth();
    context.save();
    context.beginPath();
    context.rect(left, lane.y, width - left, lane.height);
    context.clip();
    for (const isComputing of [true, false])
      for (let i = firstInSight(lane); i < lane.items.length && lane.items[i][START] <= to; i++)
        if ((lane.items[i][STATE] === COMPUTING) === isComputing) paintItem(lane, lane.items[i]);
    for (const spot of [hovered, selected]) {
      if (spot === null || spot.lane !== lane) continue;
      const [x, y, wide, tall] = boxOf(lane, lane.items[spot.index]);
      context.strokeStyle = colours.ink;
      context.lineWidth = spot === selected ? 3 : 1.5;
      context.strokeRect(x, y, wide, tall);
    }
    context.restore();
    if (lane.height >= 12) write(lane.title, left - 8, lane.y + lane.height / 2, '12px', colours.pale, 'right', left * 0.62);
  }

  function paintRun(run, width) {
    write(run.title, 10, run.y + 14, '700 16px', colours.ink, 'left', nameWidth() - 16);
    write(run.subtitle, 10, run.y + 34, '12px', colours.pale, 'left', nameWidth() - 16);
    for (const lane of run.lanes) paintLane(lane, width);
    const x = xOf(run.wall);
    if (x >= nameWidth() && x <= width) {
      const text = run.over ? formatTime(run.wall) : `stopped at ${formatTime(run.wall)}`;
      context.font = '700 18px sans-serif';
      const wide = context.measureText(text).width + 18;
      const at = x + wide > width ? x - wide : x;
      context.fillStyle = run.over ? colours.flag : colours.stop;
      context.fillRect(x, run.y, 2, run.height);
      context.fillRect(at, run.y + 2, wide, 26);
      write(text, at + wide / 2, run.y + 15, '700 18px', colours['flag-ink'], 'center');
    }
    context.fillStyle = colours.line;
    context.fillRect(0, run.y + run.height + 3, width, 1);
  }

  function paint() {
    queued = false;
    const width = canvas.clientWidth;
    const scale = window.devicePixelRatio || 1;
    canvas.style.height = `${height}px`;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    paintRuler(width);
    for (const run of runs) paintRun(run, width);
  }

  function repaint() {
    if (queued) return;
    queued = true;
    requestAnimationFrame(paint);
  }

  // Zoom and pan.

  function show(newFrom, newTo) {
    const length = Math.min(Math.max(newTo - newFrom, LEAST_SPAN), whole);
    from = Math.min(Math.max(newFrom, 0), whole - length);
    to = from + length;
    repaint();
  }

  function zoom(factor, x = (nameWidth() + canvas.clientWidth) / 2) {
    const at = Math.min(Math.max(timeOf(x), from), to);
    show(at - (at - from) * factor, at + (to - at) * factor);
  }

  function pan(part) {
    const by = (to - from) * part;
    show(from + by, to + by);
  }

  function fit() {
    show(0, whole);
  }

  // What is where.

  function find(x, y) {
    const time = timeOf(x);
    const lane = lanes.find((candidate) => y >= candidate.y && y <= candidate.y + candidate.height);
    if (lane === undefined || x < nameWidth()) return null;
    let found = null;
    for (let i = firstInSight(lane); i < lane.items.length && lane.items[i][START] <= time; i++) {
      const [left, top, width, tall] = boxOf(lane, lane.items[i]);
      if (x >= left && x <= left + width && y >= top && y <= top + tall) found = { lane, index: i };
    }
    return found;
  }

  function showCard(spot, x, y) {
    card.hidden = spot === null;
    if (spot === null) return;
    const item = spot.lane.items[spot.index];
    card.textContent = '';
    const title = document.createElement('strong');
    title.textContent = titleOf(item);
    card.append(title, describe(spot.lane, item).join('\n'));
    card.style.left = `${Math.max(0, Math.min(x + 14, timeline.clientWidth - card.offsetWidth - 4))}px`;
    card.style.top = `${y + 18}px`;
  }

  function select(spot) {
    selected = spot;
    repaint();
    if (spot === null) {
      showCard(null);
      return;
    }
    const item = spot.lane.items[spot.index];
    if (item[START] + item[LENGTH] < from || item[START] > to) show(item[START] - (to - from) / 4, item[START] + (to - from) * 0.75);
    const [x, y, , tall] = boxOf(spot.lane, item);
    showCard(spot, Math.max(x, nameWidth()), y + tall - 14);
    canvas.setAttribute('aria-label', `${titleOf(item)}: ${describe(spot.lane, item).join('; ')}`);
  }

  function step(by) {
    if (selected === null) {
      const lane = lanes.find((candidate) => candidate.items.length > 0);
      if (lane !== undefined) select({ lane, index: firstInSight(lane) % lane.items.length });
      return;
    }
    const index = selected.index + by;
    if (index >= 0 && index < selected.lane.items.length) select({ lane: selected.lane, index });
  }

  function stepLane(by) {
    let at = selected === null ? -1 : lanes.indexOf(selected.lane);
    for (at += by; at >= 0 && at < lanes.length; at += by) {
      if (lanes[at].items.length === 0) continue;
      select({ lane: lanes[at], index: Math.min(firstInSight(lanes[at]), lanes[at].items.length - 1) });
      return;
    }
  }

  const keys = {
    w: () => zoom(0.7), s: () => zoom(1 / 0.7), '+': () => zoom(0.7), '-': () => zoom(1 / 0.7),
    a: () => pan(-0.2), d: () => pan(0.2), ArrowLeft: () => pan(-0.2), ArrowRight: () => pan(0.2),
    ArrowUp: () => stepLane(-1), ArrowDown: () => stepLane(1),
    0: fit, f: fit, Home: () => show(0, to - from), End: () => show(whole - (to - from), whole),
    ',': () => step(-1), '.': () => step(1), Escape: () => select(null),
  };

  canvas.addEventListener('keydown', (event) => {
    const action = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (action === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    action();
    event.preventDefault();
  });

  canvas.addEventListener('wheel', (event) => {
    if (event.ctrlKey || event.metaKey) zoom(Math.exp(event.deltaY / 300), event.offsetX);
    else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan((event.deltaX || event.deltaY) / 1000);
    else return;
    event.preventDefault();
  }, { passive: false });

  // One pointer pans, two zoom.
  const pointers = new Map();

  function spread() {
    const [one, other] = [...pointers.values()];
    return Math.max(Math.abs(one - other), 10);
  }

  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event.offsetX);
  });

  canvas.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) {
      hovered = find(event.offsetX, event.offsetY);
      showCard(hovered, event.offsetX, event.offsetY);
      repaint();
      return;
    }
    const wide = pointers.size === 2 ? spread() : 0;
    pointers.set(event.pointerId, event.offsetX);
    if (pointers.size === 2) zoom(wide / spread(), event.offsetX);
    else pan((before - event.offsetX) / (canvas.clientWidth - nameWidth()));
  });

  function endPointer(event) {
    pointers.delete(event.pointerId);
  }

  canvas.addEventListener('pointerup', endPointer);
  canvas.addEventListener('pointercancel', endPointer);
  canvas.addEventListener('click', (event) => select(find(event.offsetX, event.offsetY)));
  canvas.addEventListener('dblclick', (event) => zoom(0.4, event.offsetX));
  canvas.addEventListener('pointerleave', () => {
    hovered = null;
    showCard(null);
    repaint();
  });

  // The text equivalent: what is in sight, as a table.

  function cell(row, text, isNumber = false) {
    const box = row.insertCell();
    box.textContent = text;
    if (isNumber) box.className = 'number';
  }

  function fillTable() {
    const body = table.tBodies[0];
    const rows = [];
    for (const lane of lanes)
      for (let i = firstInSight(lane); i < lane.items.length && lane.items[i][START] <= to; i++)
        if (lane.items[i][START] + lane.items[i][LENGTH] >= from) rows.push([lane, lane.items[i]]);
    rows.sort(([, one], [, other]) => one[START] - other[START]);
    body.textContent = '';
    for (const [lane, item] of rows.slice(0, TABLE_ROWS)) {
      const row = body.insertRow();
      cell(row, formatTime(item[START]), true);
      cell(row, formatTime(item[LENGTH]), true);
      cell(row, lane.run.title);
      cell(row, lane.title);
      cell(row, titleOf(item));
      cell(row, STATES[item[STATE]]);
      cell(row, texts[item[SOURCE]] || '');
    }
    document.getElementById('rows').textContent = rows.length <= TABLE_ROWS ? `${rows.length} spans in sight`
      : `the first ${TABLE_ROWS} of ${rows.length} spans in sight: zoom in to see the others`;
  }

  const details = document.getElementById('details');
  details.addEventListener('toggle', () => { if (details.open) fillTable(); });
  document.getElementById('refresh').addEventListener('click', fillTable);
  document.getElementById('in').addEventListener('click', () => zoom(0.6));
  document.getElementById('out').addEventListener('click', () => zoom(1 / 0.6));
  document.getElementById('earlier').addEventListener('click', () => pan(-0.4));
  document.getElementById('later').addEventListener('click', () => pan(0.4));
  document.getElementById('fit').addEventListener('click', fit);
  window.addEventListener('resize', repaint);
  const scheme = window.matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', () => { readColours(); repaint(); });
  readColours();
  repaint();
}
