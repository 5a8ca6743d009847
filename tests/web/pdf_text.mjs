// node pdf_text.mjs FILE.pdf…: reads each file with pdf.js and prints a JSON line for it:
// {"file", "warnings", "pages"}: what pdf.js warned of while it loaded every page and font,
// and the text of each page as its search sees it.

import { readFileSync } from "node:fs";

const said = [];
for (const name of ["log", "info", "warn", "error"])
  console[name] = (...words) => said.push(words.join(" "));
const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");

// Node has nothing to draw on, and nothing is drawn.
const aboutNode = /^Warning: Cannot polyfill `(DOMMatrix|Path2D|ImageData)`/;

for (const file of process.argv.slice(2)) {
  const pages = [];
  said.length = 0;
  try {
    const task = getDocument({
      data: new Uint8Array(readFileSync(file)),
      verbosity: VerbosityLevel.WARNINGS,
      stopAtErrors: true,
    });
    const pdf = await task.promise;
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      await page.getOperatorList();
      const { items } = await page.getTextContent({ disableNormalization: true });
      pages.push(items.map(item => item.str + (item.hasEOL ? "\n" : "")).join(""));
      page.cleanup();
    }
    await task.destroy();
  } catch (problem) {
    said.push(String(problem));
  }
  const warnings = said.filter(line => !aboutNode.test(line));
  process.stdout.write(JSON.stringify({ file, warnings, pages }) + "\n");
}
