// Run by FrontEnd.targets in the folder that npm filled: makes of the packages' files what the portal serves.
import { readFile, writeFile } from "node:fs/promises";
import subset from "subset-font";

// A page in Welsh needs these letters of the latin-ext fonts and no others: a tenth of the files.
const welsh = "ŴŵŶŷẀẁẂẃẄẅỲỳ";
for (const font of ["bricolage-grotesque", "atkinson-hyperlegible-next"]) {
  const file = `node_modules/@fontsource-variable/${font}/files/${font}-latin-ext-wght-normal.woff2`;
  await writeFile(file.replace("latin-ext", "welsh"), await subset(await readFile(file), welsh, { targetFormat: "woff2" }));
}

// The source maps that the last lines name are not served, so the lines go.
for (const file of ["bootstrap/dist/css/bootstrap.min.css", "leaflet/dist/leaflet.js", "leaflet.markercluster/dist/leaflet.markercluster.js"]) {
  const text = await readFile(`node_modules/${file}`, "utf8");
  await writeFile(`node_modules/${file}`, text.replace(/\n?(\/\/|\/\*)# sourceMappingURL=.*\s*$/, "\n"));
}
