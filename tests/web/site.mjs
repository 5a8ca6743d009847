// What the tests of pages share: a small static server, a browser, a list of failures.
import { createServer } from 'node:http';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript',
  '.xml': 'application/xml', '.json': 'application/json', '.pdf': 'application/pdf',
  '.md': 'text/markdown; charset=utf-8', '.txt': 'text/plain; charset=utf-8',
};

// Serves a folder below /site/ on loopback: a static host with the site in a subfolder.
export function serve(folder) {
  const server = createServer((request, response) => {
    let path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    if (path.endsWith('/')) path += 'index.html';
    let file = join(folder, path.replace(/^\/site\//, ''));
    const found = path.startsWith('/site/') && existsSync(file) && statSync(file).isFile();
    if (!found) file = join(folder, '404.html');
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(found ? 200 : 404, { 'content-type': TYPES[extname(file)] ?? 'text/plain' });
    response.end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
    const origin = `http://127.0.0.1:${server.address().port}`;
    resolve({ origin, root: `${origin}/site/`, close: () => server.close() });
  }));
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

// The pages of a site, relative to it.
export function pagesOf(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below + entry.name;
    if (entry.isDirectory()) return pagesOf(folder, `${path}/`);
    return path.endsWith('.html') ? [path] : [];
  }).sort();
}

export const squeeze = (text) => text.replace(/[\s\uFEFF]+/gu, '');

export class Checks {
  passed = 0;
  failures = [];
  check(holds, words) {
    if (holds) this.passed++;
    else this.failures.push(words);
  }
  // Tells the first failures and ends the process.
  end() {
    for (const words of this.failures.slice(0, 40)) console.log(`FAILED: ${words}`);
    console.log(`${this.passed} passed, ${this.failures.length} failed`);
    process.exit(this.failures.length || !this.passed ? 1 : 0);
  }
}
