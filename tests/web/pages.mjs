// node pages.mjs PROGRAM SOURCE…: the site of these documents as a browser, axe, the Nu HTML
// checker and a reader of PDF have it.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { Checks, launch, pagesOf, serve, squeeze } from './site.mjs';

const [program, ...sources] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const vnu = join(dirname(require.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');
const work = mkdtempSync(join(tmpdir(), 'gijiroku-pages-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
const checks = new Checks();

const HOSTILE = '<script>alert(1)</script> ]]> & &amp; "引用" \'符\' \u202Eさかさ <!-- --> </main>';
const LONG = '長い題名の会議'.repeat(70) + 'の検討会　議事概要';
function hostile() {
  const path = join(work, 'hostile.txt');
  writeFileSync(path, `${LONG}\n\n日時：令和7年4月1日（火）10時00分～11時00分\n` +
    `場所：第1会議室 ${HOSTILE}\n\n１ ${HOSTILE}\n\n　${HOSTILE}\n\n２ 次の件\n\n　はい。\n\n以上\n`);
  return path;
}

function build(folder) {
  const done = spawnSync(program, ['build', '-q', '-o', folder, ...sources, hostile()],
    { encoding: 'utf8' });
  checks.check(done.status <= 1, `build ends with ${done.status}: ${done.stderr}`);
}

// Text of a record is published as it was written: composed or not is not ours to choose. The
// checker's remark on that is the only one let pass.
const NOT_NFC = /is not in Unicode Normalization Form C|not.*NFC|Unicode normalization form C/i;
async function checkMarkup(folder, root) {
  const addresses = pagesOf(folder).map((name) => root + encodeURI(name));
  const told = await new Promise((resolve, reject) => execFile('java',
    ['-Dnu.validator.servlet.allow-forbidden-hosts=true',
      '-Dnu.validator.servlet.allowed-address-type=all', '-jar', vnu, '--format', 'json', '--stdout', '--exit-zero-always', ...addresses],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
    (error, stdout) => (error ? reject(error) : resolve(stdout))));
  const { messages } = JSON.parse(told);
  for (const message of messages) {
    const counts = message.type === 'error' || message.type === 'non-document-error' ||
      message.subType === 'warning';
    checks.check(!counts || NOT_NFC.test(message.message),
      `Nu: ${message.url?.replace(/.*\/site\//, '')}:${message.lastLine}: ${message.message}: ${message.extract}`);
  }
  checks.check(Array.isArray(messages), 'Nu ran');
}

const LOOKS = [
  { colorScheme: 'light', width: 1280, height: 900 }, { colorScheme: 'dark', width: 1280, height: 900 },
  { colorScheme: 'light', width: 390, height: 844 }, { colorScheme: 'dark', width: 390, height: 844 },
];
async function checkAccess(page, name) {
  await page.evaluate(axe);
  for (const look of LOOKS) {
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(look);
    const violations = await page.evaluate(() =>
      window.axe.run({ resultTypes: ['violations'] }).then((r) => r.violations.map((v) =>
        `${v.id}: ${v.nodes[0].html.slice(0, 120)} ${v.nodes[0].failureSummary}`)));
    checks.check(!violations.length,
      `axe: ${name} ${look.colorScheme} ${look.width}: ${violations.join('\n  ')}`);
  }
}

async function checkReflow(page, name) {
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  checks.check(width <= 320, `${name} is ${width} px wide in a window of 320`);
}

async function checkRecord(page, reader, folder, name) {
  const path = join(folder, name.replace(/^([^/]+)\/index\.html$/, '$1/$1.xml'));
  if (!path.endsWith('.xml') || !existsSync(path)) return;
  const xml = await reader.evaluate((source) => {
    const tree = new DOMParser().parseFromString(source, 'application/xml');
    return { text: tree.querySelector('minutes > body').textContent,
      ids: [...tree.querySelectorAll('*')].map((e) => e.getAttribute('xml:id')).filter(Boolean) };
  }, readFileSync(path, 'utf8'));
  const html = await page.evaluate(() => ({
    text: document.querySelector('main').textContent,
    shown: document.querySelector('main').innerText,
    ids: [...document.querySelectorAll('main [id]')].map((e) => e.id),
    scripts: document.querySelectorAll('main script, script:not([type="application/ld+json"]):not([src])').length,
    data: [...document.querySelectorAll('script[type="application/ld+json"]')].map((e) => e.textContent),
  }));
  checks.check(squeeze(html.text) === squeeze(xml.text), `${name}: the text is not the record's`);
  checks.check(html.scripts === 0, `${name} holds a script of its own`);
  for (const id of html.ids)
    checks.check(xml.ids.includes(id), `${name}#${id} is not in the XML`);
  for (const data of html.data) {
    try {
      checks.check(JSON.parse(data)['@context'] === 'https://schema.org', `${name}: JSON-LD`);
    } catch (error) {
      checks.check(false, `${name}: JSON-LD: ${error.message}`);
    }
  }
  const pdf = path.replace(/xml$/, 'pdf');
  if (!existsSync(pdf)) return;
  const open = await getDocument({ data: new Uint8Array(readFileSync(pdf)), verbosity: VerbosityLevel.ERRORS }).promise;
  const names = await open.getDestinations();
  for (const id of html.ids) checks.check(names[id], `${name}#${id} is not in the PDF`);
  await open.destroy();
}

// No line stands outside the printed pages' margins or across their edge.
async function checkPrint(page, name) {
  await page.emulateMedia({ media: 'print' });
  const data = await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } });
  await page.emulateMedia({ media: 'screen' });
  const open = await getDocument({ data: new Uint8Array(data), verbosity: VerbosityLevel.ERRORS }).promise;
  let text = '';
  for (let number = 1; number <= open.numPages; number++) {
    const printed = await open.getPage(number);
    const [, , width, height] = printed.view;
    for (const item of (await printed.getTextContent()).items) {
      const [, , , , x, y] = item.transform;
      const inside = x >= 40 && x + item.width <= width - 38 && y >= 40 && y + item.height <= height - 38;
      checks.check(inside || !item.str.trim(), `${name}, printed page ${number}: ${item.str} is cut`);
      text += item.str;
    }
  }
  await open.destroy();
  const want = squeeze(await page.evaluate(() => document.querySelector('main').innerText));
  const count = (s) => [...s].length;
  checks.check(count(squeeze(text)) >= count(want) * 0.99, `${name}: text is missing in print`);
}

// Every stop of the Tab key is seen, the first one leads to the record.
async function checkKeyboard(page, name) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.reload();
  const stops = await page.evaluate(() =>
    document.querySelectorAll('a[href], input, button, summary, [tabindex="0"]').length);
  let first = null;
  for (let i = 0; i < Math.min(stops, 60); i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const box = element.getBoundingClientRect();
      return { tag: element.localName, href: element.getAttribute('href'),
        ring: getComputedStyle(element).outlineStyle !== 'none',
        seen: box.width > 0 && box.right > 0 && box.bottom > 0 && box.top < innerHeight };
    });
    first ??= at;
    checks.check(at.tag !== 'body' && at.ring && at.seen, `${name}: stop ${i + 1} (${at.tag} ${at.href}) is not seen`);
  }
  checks.check(first?.href === '#main', `${name}: the first stop is ${first?.href}`);
}

async function checkPages(folder, server) {
  const browser = await launch();
  const context = await browser.newContext();
  const reader = await context.newPage();
  const page = await context.newPage();
  let at = '';
  page.on('request', (request) => checks.check(
    request.url().startsWith(server.root) || request.url().endsWith('/favicon.ico'),
    `${at} asks for ${request.url()}`));
  page.on('console', (message) => checks.check(
    message.type() !== 'error' || message.text().includes('404'), `${at}: ${message.text()}`));
  page.on('pageerror', (error) => checks.check(false, `${at}: ${error.message}`));
  page.on('dialog', (dialog) => { checks.check(false, `${at} shows a dialog`); dialog.dismiss(); });
  for (const name of pagesOf(folder)) {
    at = name;
    await page.goto(server.root + encodeURI(name));
    await checkRecord(page, reader, folder, name);
    await checkAccess(page, name);
    await checkReflow(page, name);
    if (!name.startsWith('bodies/')) await checkPrint(page, name);
  }
  const sample = `${pagesOf(folder).find((n) => n.includes('/') && !n.startsWith('hostile'))}`;
  for (const name of ['index.html', sample]) {
    await page.goto(server.root + encodeURI(name));
    await checkKeyboard(page, name);
  }
  await page.goto(`${server.root}hostile/index.html`);
  const shown = await page.evaluate(() => document.querySelector('main').textContent);
  checks.check(shown.includes(LONG), 'a long title is shown whole');
  checks.check(shown.includes(HOSTILE), 'hostile text is shown as text');
  await browser.close();
}

// Vertical reading: the record moves sideways, the page does not.
async function checkVertical(page, name) {
  for (const [width, height] of [[1280, 900], [390, 844], [320, 640]]) {
    await page.setViewportSize({ width, height });
    const seen = await page.evaluate(() => {
      const main = document.querySelector('main');
      main.scrollLeft = -main.scrollWidth;
      const last = main.lastElementChild.getBoundingClientRect();
      return { mode: getComputedStyle(main).writingMode, page: document.documentElement.scrollWidth,
        high: main.scrollHeight - main.clientHeight,
        fits: main.clientHeight <= innerHeight, last: last.left >= 0 && last.right <= innerWidth };
    });
    checks.check(seen.mode === 'vertical-rl' && seen.page <= width && seen.high <= 1 &&
      seen.fits && seen.last, `${name}, vertical, ${width}: ${JSON.stringify(seen)}`);
  }
}

// The other look, with pages that are vertical at first.
async function checkLook() {
  const project = join(work, 'project');
  const folder = join(project, 'out');
  mkdirSync(project);
  const config = join(project, 'gijiroku.yaml');
  writeFileSync(config, 'publisher: { name: 水鏡市, url: https://city.example/ }\nlicence: PDL1.0\n' +
    'site: { url: https://city.example/minutes/, look: digital, writing: vertical }\n' +
    'corrections: [ { document: hostile, date: 2025-06-01, text: "<b>直した</b>" } ]\n');
  const done = spawnSync(program, ['build', '-q', '-f', 'xml,html', '--config', config, '-o', folder, sources[0], hostile()],
    { encoding: 'utf8' });
  checks.check(done.status <= 1, `build ends with ${done.status}: ${done.stderr}`);
  const server = await serve(folder);
  const browser = await launch();
  const page = await browser.newPage();
  for (const name of pagesOf(folder)) {
    await page.goto(server.root + encodeURI(name));
    await checkAccess(page, `digital ${name}`);
    if (await page.$('#vertical:checked')) {
      await checkVertical(page, name);
      await page.uncheck('#vertical');
    }
    await checkReflow(page, `digital ${name}`);
  }
  await checkMarkup(folder, server.root);
  await page.goto(`${server.root}hostile/index.html`);
  checks.check((await page.innerText('.corrections')).includes('<b>直した</b>'), 'a correction is shown as text');
  await browser.close();
  server.close();
}

// The sample's page with its style sheets, as it is served.
function checkSize(folder, name) {
  const bytes = [join(folder, name), ...['style.css', 'look.css'].map((css) => join(folder, css))]
    .reduce((sum, path) => sum + readFileSync(path).length, 0);
  checks.check(bytes <= 60000, `${name} has ${bytes} bytes with its CSS`);
}

const folder = join(work, 'site');
mkdirSync(folder);
build(folder);
const server = await serve(folder);
// The checker's machine and the browser each take a core.
await Promise.all([checkMarkup(folder, server.root), checkPages(folder, server)]);
server.close();
checkSize(folder, `${basename(sources[0], '.txt')}/index.html`);
await checkLook();
checks.end();
