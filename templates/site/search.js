// Searches the site without a server: loads the lists of documents for the pairs of
// characters of the query, and the texts of those that it shows. pipeline/search says what
// the files hold; fold() does what its fold.c does.
'use strict';

const AT_ONCE = 10;      // documents shown at a time
const AHEAD = 6;         // texts loaded together
const PASSAGES = 3;      // passages shown of a document
const AROUND = 40;       // characters shown before and after the first mark
const LONG = 10;         // a longer word is looked up by every other pair

// ---- the files ----

// Scripts, for a page that is opened from a disk may load those and nothing else. Each
// calls gijiroku.KIND(key, content).
const waiting = new Map();
const gijiroku = new Proxy({}, {
  get: (_, kind) => (...words) => {
    const content = words.pop();
    waiting.get(`${kind} ${words.join()}`)?.(content);
  },
});
const loaded = new Map();
function load(kind, key, path) {
  const name = `${kind} ${key}`;
  if (!loaded.has(name)) {
    loaded.set(name, new Promise((resolve, reject) => {
      const script = document.createElement('script');
      waiting.set(name, resolve);
      script.src = path;
      script.onerror = () => { loaded.delete(name); reject(new Error(path)); };
      script.onload = () => script.remove();
      document.head.append(script);
    }));
  }
  return loaded.get(name);
}
const loadIndex = () => load('index', '', 'search/index.js');
const loadPairs = (shard) => load('pairs', shard, `search/pairs/${shard}.js`);
const loadBlock = (block) => load('documents', block, `search/documents/${block}.js`);
const loadText = (slug, href) => load('text', slug, href.replace(/[^/]*$/, 'search.js'));

// ---- folding ----

const UNSEEN = /[\s\uFEFF\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;
function fold(text) {
  return text.normalize('NFKC').toLowerCase().replace(UNSEEN, '')
    .replace(/[\u30A1-\u30F6\u30FD\u30FE]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
}

// The folded text and, for each of its UTF-16 units, where it comes from.
function foldWithPlaces(text) {
  let folded = '';
  const places = [];
  for (const { 0: cluster, index } of text.matchAll(/\P{M}[\p{M}\uFF9E\uFF9F]*|\p{M}+/gu)) {
    const piece = fold(cluster);
    for (let i = 0; i < piece.length; i++) places.push([index, index + cluster.length]);
    folded += piece;
  }
  return { folded, places };
}

// ---- looking up ----

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUE = Object.fromEntries([...DIGITS].map((c, i) => [c, i]));

// A list of documents, ascending: differences of five bits a digit, or after * a set of bits.
function decode(list) {
  const numbers = [];
  if (list[0] === '*') {
    for (let i = 1; i < list.length; i++)
      for (let bit = 0; bit < 6; bit++)
        if (VALUE[list[i]] >> bit & 1) numbers.push((i - 1) * 6 + bit);
    return numbers;
  }
  for (let i = 0, number = 0, value = 0, shift = 0; i < list.length; i++) {
    const digit = VALUE[list[i]];
    value |= (digit & 31) << shift;
    if (digit & 32) { shift += 5; continue; }
    number += value;
    numbers.push(number);
    value = shift = 0;
  }
  return numbers;
}

function shardOf(term, shards) {
  const [first, second] = [...term].map((c) => c.codePointAt(0));
  const mixed = Math.imul(Math.imul(first, 31) + (second ?? 0), 2654435761);
  return (mixed >>> 16) % shards;
}

// Pairs that cover a word: all of a short one, every other and the last of a long one.
function termsOf(word) {
  const letters = [...word];
  if (letters.length === 1) return letters;
  const step = letters.length > LONG ? 2 : 1;
  const terms = new Set([letters.slice(-2).join('')]);
  for (let i = 0; i + 1 < letters.length; i += step) terms.add(letters[i] + letters[i + 1]);
  return [...terms];
}

async function documentsWith(term, shards) {
  const lists = await loadPairs(shardOf(term, shards));
  const at = (`\n${lists}`).indexOf(`\n${term} `);
  if (at < 0) return [];
  const from = at + term.length + 1;
  return decode(lists.slice(from, lists.indexOf('\n', from)));
}

// Both ascending.
function intersect(a, b) {
  const both = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) both.push(a[i]);
    if (a[i] <= b[j]) i++; else j++;
  }
  return both;
}

// The documents that may hold all words, the newest first.
async function candidates(words) {
  const { pairs, block } = await loadIndex();
  const terms = [...new Set(words.flatMap(termsOf))];
  const lists = await Promise.all(terms.map((term) => documentsWith(term, pairs)));
  lists.sort((a, b) => a.length - b.length);
  return { numbers: lists.reduce(intersect).reverse(), block };
}

// ---- showing ----

const main = document.getElementById('main');
const say = main.dataset;
const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

// Where the words stand in a passage: [from, to] in its UTF-16 units, merged.
function marksIn(text, words) {
  const { folded, places } = foldWithPlaces(text);
  const marks = [];
  for (const word of words)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
      marks.push([places[at][0], places[at + word.length - 1][1]]);
  marks.sort((a, b) => a[0] - b[0]);
  return marks.filter((mark, i) => {
    const before = marks.slice(0, i).find((other) => other[1] > mark[0]);
    if (before) before[1] = Math.max(before[1], mark[1]);
    return !before;
  });
}

// A place where text may be cut: not within a character.
function whole(text, at) {
  const unit = text.charCodeAt(at);
  return unit >= 0xDC00 && unit <= 0xDFFF ? at - 1 : at;
}

function excerpt(text, marks) {
  const shown = document.createDocumentFragment();
  const from = whole(text, Math.max(0, marks[0][0] - AROUND));
  const to = whole(text, Math.min(text.length, Math.max(marks[0][1], from) + AROUND * 2));
  let at = from;
  if (from > 0) shown.append('…');
  for (const [start, end] of marks) {
    if (start >= to) break;
    shown.append(text.slice(at, start), element('mark', {}, text.slice(start, Math.min(end, to))));
    at = Math.min(end, to);
  }
  shown.append(text.slice(at, to), to < text.length ? '…' : '');
  return shown;
}

// The entry of a document; null where it does not hold all words after all.
function entry([slug, href, title, date, organ], passages, words) {
  const folded = passages.map(([id, text]) => [id, text, fold(text)]);
  if (!words.every((word) => folded.some(([, , f]) => f.includes(word)))) return null;
  const hits = folded.filter(([, , f]) => words.some((word) => f.includes(word)));
  // Passages with more of the words first; the order of the record otherwise.
  const rank = (f) => words.filter((word) => f.includes(word)).length;
  const shown = hits.map((hit, i) => [...hit, i])
    .sort((a, b) => rank(b[2]) - rank(a[2]) || a[3] - b[3]).slice(0, PASSAGES);
  const about = element('p', { className: 'about' });
  if (date) {
    const [year, month, day] = date.split('-').map(Number);
    about.append(element('time', { dateTime: date }, `${year}年${month}月${day}日`), ' ');
  }
  about.append(organ);
  const list = element('ul', {}, ...shown.map(([id, text]) => element('li', {},
    element('a', { href: id ? `${href}#${id}` : href }, excerpt(text, marksIn(text, words))))));
  const rest = hits.length - shown.length;
  return element('li', {},
    element('h2', {}, element('a', { href }, title || slug || say.untitled)), about, list,
    ...(rest > 0 ? [element('p', { className: 'about' }, say.rest.replace('#', rest))] : []));
}

let latest = 0; // the search that counts: an earlier one stops

async function show(words, found, query) {
  const turn = ++latest;
  const status = document.getElementById('status');
  const results = document.getElementById('results');
  let next = 0, shown = 0;
  results.replaceChildren();
  document.getElementById('more')?.remove();
  async function more() {
    const goal = shown + AT_ONCE;
    let first = null;
    document.getElementById('more')?.remove();
    while (shown < goal && next < found.numbers.length) {
      const numbers = found.numbers.slice(next, next + AHEAD);
      const documents = await Promise.all(numbers.map(async (number) => {
        const fields = (await loadBlock(Math.floor(number / found.block)))[number % found.block];
        return [fields, await loadText(fields[0], fields[1])];
      }));
      if (turn !== latest) return;
      for (const [fields, passages] of documents) {
        if (shown === goal) break;
        next++;
        const made = entry(fields, passages, words);
        if (!made) continue;
        results.append(made);
        first ??= made;
        shown++;
      }
    }
    const open = next < found.numbers.length;
    const words2 = shown === 0 ? say.none : open ? say.most : say.some;
    status.textContent = words2.replace('$', query).replace('#', shown)
      .replace('%', found.numbers.length);
    if (!open) return;
    const button = element('button', { type: 'button', id: 'more' }, say.more);
    button.addEventListener('click', async () => {
      const last = results.lastElementChild;
      await more();
      last.nextElementSibling?.querySelector('a').focus();
    });
    results.after(button);
  }
  await more();
}

async function search(query) {
  const status = document.getElementById('status');
  const words = [...new Set(query.split(/[\s\u3000]+/u).map(fold).filter(Boolean))];
  document.getElementById('help').hidden = words.length > 0;
  if (!words.length) {
    latest++;
    status.textContent = '';
    document.getElementById('results').replaceChildren();
    document.getElementById('more')?.remove();
    return;
  }
  status.textContent = say.busy;
  try {
    await show(words, await candidates(words), query.trim());
  } catch (error) {
    status.textContent = say.failed.replace('#', error.message);
  }
}

const form = document.querySelector('form.search');
const field = form.elements.q;
form.addEventListener('submit', (event) => {
  event.preventDefault();
  history.pushState(null, '', `?q=${encodeURIComponent(field.value)}`);
  search(field.value);
});
function start() {
  field.value = new URLSearchParams(location.search).get('q') ?? '';
  search(field.value);
}
addEventListener('popstate', start);
start();
if (!field.value) field.focus();
