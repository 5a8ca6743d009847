// node search.mjs PROGRAM SOURCE…: the search of a site in a browser, by keyboard. What it must
// find is taken from the published XML, not from the index.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Checks, launch, pagesOf, serve } from './site.mjs';

const [program, ...sources] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const work = mkdtempSync(join(tmpdir(), 'gijiroku-search-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
const checks = new Checks();

const HOSTILE = '<script>alert(1)</script> ]]> & &amp; "引用" \\ \'符\' </main> ＡＢＣ①㈱';
const MEETINGS = 25;
function write() {
  const input = join(work, 'in');
  mkdirSync(input);
  for (let n = 1; n <= MEETINGS; n++)
    writeFileSync(join(input, `m${n}.txt`), `第${n}回試験検索会議　議事概要\n\n` +
      `日時：令和7年4月${n}日　10時00分～11時00分\n\n１　サイバーの件\n\n　第${n}の発言、赤荻 真由美と翡翠色。\n\n以上\n`);
  writeFileSync(join(input, 'hostile.txt'), `変な会議　議事概要\n\n１ ${HOSTILE}\n\n　${HOSTILE}\n\n以上\n`);
  const done = spawnSync(program, ['build', '-q', '-f', 'xml,html', '-o', join(work, 'site'), input, ...sources],
    { encoding: 'utf8' });
  checks.check(done.status <= 1, `build ends with ${done.status}: ${done.stderr}`);
  return join(work, 'site');
}

const plain = (text) => text.normalize('NFKC').toLowerCase().replace(/[\s\u200B-\u200F\u202A-\u202E\uFEFF\uFE00-\uFE0F]/g, '')
  .replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));

// {slug: its text by passages}, of the XML.
async function textsOf(folder, page) {
  const texts = {};
  for (const slug of pagesOf(folder).filter((n) => /^[^/]+\/index\.html$/.test(n)).map((n) => n.split('/')[0]))
    texts[slug] = await page.evaluate((source) => {
      const tree = new DOMParser().parseFromString(source, 'application/xml');
      const leaves = [...tree.querySelectorAll('body p, body heading, body title, body speaker, body name')];
      return leaves.filter((e) => !e.querySelector('char')).map((e) => e.textContent);
    }, readFileSync(join(folder, slug, `${slug}.xml`), 'utf8'));
  return texts;
}

async function ask(page, query) {
  await page.fill('#q', query);
  await page.press('#q', 'Enter');
  await page.waitForFunction(() => {
    const said = document.getElementById('status').textContent;
    return said && said !== document.getElementById('main').dataset.busy;
  });
  return page.textContent('#status');
}
const found = (page) => page.$$eval('#results > li > h2 a', (links) =>
  links.map((a) => decodeURIComponent(a.getAttribute('href').split('/')[0])));

// Shows all there is.
async function askForAll(page, query) {
  await ask(page, query);
  for (let more; (more = await page.$('#more'));) {
    const before = (await found(page)).length;
    await more.click();
    await page.waitForFunction((n) => document.querySelectorAll('#results > li').length > n ||
      !document.getElementById('more'), before);
  }
  return (await found(page)).sort();
}

// A piece of each document is found in it, and wherever else it stands.
async function checkPieces(page, texts) {
  let number = 7;
  const chance = (n) => (number = (number * 48271) % 2147483647) % n;
  for (const [slug, passages] of Object.entries(texts)) {
    const passage = passages.filter((p) => [...plain(p)].length >= 8).at(chance(3) - 2) ?? passages.at(-1);
    const letters = [...plain(passage)];
    const from = chance(Math.max(1, letters.length - 7));
    const piece = letters.slice(from, from + 2 + chance(6)).join('');
    const expected = Object.keys(texts).filter((s) => texts[s].some((p) => plain(p).includes(piece)));
    const got = await askForAll(page, `${piece}`);
    checks.check(got.includes(slug), `"${piece}" of ${slug} is not found`);
    for (const each of expected) checks.check(got.includes(each), `"${piece}" is not found in ${each}`);
  }
}

async function checkForms(page) {
  for (const query of ['サイバー', 'さいばー', 'ｻｲﾊﾞｰ', '赤荻真由美', '赤荻　真由美', '真由美 さいばー']) {
    const got = await askForAll(page, query);
    checks.check([...Array(MEETINGS).keys()].every((n) => got.includes(`m${n + 1}`)), `${query}: ${got}`);
  }
  for (const query of ['abc1(株)', 'ＡＢＣ①', '<script>alert(1)</script>', '"引用" \\', '&amp;', ']]>'])
    checks.check((await askForAll(page, query)).join() === 'hostile', `${query} is not found`);
  for (const query of ['第', '検'])
    checks.check((await askForAll(page, query)).length >= MEETINGS, `one character: ${query}`);
  for (const query of ['存在しない語句である', 'イサ', '真由美荻赤'])
    checks.check((await ask(page, query)).includes('見つかりません') && !(await found(page)).length, `${query} is found`);
  await page.fill('#q', '　');
  await page.press('#q', 'Enter');
  checks.check(await page.isVisible('#help') && !await page.textContent('#status'), 'nothing is asked');
}

// The newest first, ten at a time; then to the place itself, by keyboard alone.
async function checkWalk(page) {
  await ask(page, '赤荻真由美 翡翠色');
  const first = await found(page);
  checks.check(first.length === 10 && first[0] === `m${MEETINGS}` && first[9] === `m${MEETINGS - 9}`, `order: ${first}`);
  checks.check((await page.textContent('#results > li:first-child time')) === `2025年4月${MEETINGS}日`, 'date');
  const marks = await page.$$eval('#results mark', (all) => all.map((m) => m.textContent));
  checks.check(marks.length >= 10 && marks.every((m) => ['翡翠色', '赤荻真由美'].includes(plain(m))), `marks: ${marks}`);
  for (let i = 0; i < 200 && !await page.evaluate(() => document.activeElement.id === 'more'); i++)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('#results > li').length === 20);
  checks.check(await page.evaluate(() => document.activeElement ===
    document.querySelector('#results > li:nth-child(11) a')), 'the focus is not at what is new');
  await page.keyboard.press('Tab');
  const to = await page.evaluate(() => document.activeElement.getAttribute('href'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/#/);
  checks.check(await page.evaluate(() => /翡翠/.test(document.querySelector(':target')?.textContent)), `${to} leads nowhere`);
  await page.goBack();
  await page.waitForSelector('#results > li');
  checks.check((await page.inputValue('#q')) === '赤荻真由美 翡翠色', 'the query is not there on the way back');
}

async function checkAccess(page) {
  for (const look of [[1280, 'light'], [390, 'dark'], [1280, 'dark'], [390, 'light']]) {
    await page.setViewportSize({ width: look[0], height: 850 });
    await page.emulateMedia({ colorScheme: look[1] });
    await page.evaluate(axe);
    const violations = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] })
      .then((r) => r.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`)));
    checks.check(!violations.length, `axe: ${look}: ${violations}`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  checks.check(await page.evaluate(() => document.documentElement.scrollWidth) <= 320, 'results are wider than 320 px');
}

const folder = write();
const server = await serve(folder);
const browser = await launch();
const page = await browser.newPage();
let asked = 0;
page.on('request', (request) => {
  asked++;
  checks.check(/^(data:|file:)/.test(request.url()) || request.url().startsWith(server.root), `asks for ${request.url()}`);
});
page.on('console', (message) => checks.check(message.type() !== 'error', message.text()));
page.on('pageerror', (error) => checks.check(false, error.message));
page.on('dialog', (dialog) => { checks.check(false, 'a dialog'); dialog.dismiss(); });

const texts = await textsOf(folder, page);
// From the box of a document's page to the results.
await page.goto(`${server.root}m1/index.html`);
await page.fill('#q', '赤荻');
await page.press('#q', 'Enter');
await page.waitForSelector('#results > li');
checks.check(page.url().includes('search.html?q='), page.url());
await checkPieces(page, texts);
await checkForms(page);
await checkWalk(page);
await checkAccess(page);
checks.check(asked > 20, 'files are loaded');
// A site that lies on a disk.
await page.goto(`${pathToFileURL(join(folder, 'search.html'))}?q=${encodeURIComponent('ｻｲﾊﾞｰ 翡翠')}`);
await page.waitForSelector('#results > li');
checks.check((await found(page))[0] === `m${MEETINGS}`, 'a site on a disk');
// Without scripts there is a word about it.
const still = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
await still.goto(`${server.root}search.html?q=x`);
checks.check((await still.innerText('main')).includes('スクリプト'), 'without scripts');
await browser.close();
server.close();
checks.end();
