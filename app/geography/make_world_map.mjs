// Country outlines for the result page, made once and kept in git.
//
//   npm install && npm run build
//
// From Natural Earth 1:50m (public domain), packaged as the npm package world-atlas:
//   world_map.json             one SVG path per country, Equal Earth projection, integers
//   ../static/map/world.geojson  the same countries in degrees, for the interactive chart
//
// The projection library cuts outlines at the date line; doing that by hand goes wrong in
// Russia, Fiji and Alaska. Borders are thinned on the shared arcs, so neighbours still meet.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoArea, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import iso from "i18n-iso-countries";
import { feature, mergeArcs } from "topojson-client";
import { presimplify, sphericalTriangleArea, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
const atlas = require("world-atlas/countries-50m.json");

const WIDTH = 1000;
const SMALLEST_RING = 3; // square map units: smaller islands of a larger country are left out
const DOT = 2.2; // radius given to countries too small to draw
const PAGE_DETAIL = 3.5e-5; // steradians: triangles smaller than this are flattened
const CHART_DETAIL = 3e-5;

// Outlines without an ISO number. The first two are drawn with the state they are part of in
// the ISO list; the rest are either in the list under a user-assigned code or left out.
const PART_OF = { Somaliland: "SOM", "N. Cyprus": "CYP" };
const OWN_CODE = { Kosovo: "XKX" };
const LEFT_OUT = new Set(["ATA"]);

function iso3(geometry) {
  const name = geometry.properties.name;
  if (geometry.id) return iso.numericToAlpha3(geometry.id);
  return PART_OF[name] ?? OWN_CODE[name];
}

function byCountry(topology) {
  const groups = new Map();
  for (const geometry of topology.objects.countries.geometries) {
    const code = iso3(geometry);
    if (!code || LEFT_OUT.has(code)) continue;
    groups.set(code, [...(groups.get(code) ?? []), geometry]);
  }
  return [...groups.entries()].sort(([a], [b]) => a.localeCompare(b)).map(([code, geometries]) => ({
    type: "Feature",
    id: code,
    properties: {},
    geometry:
      geometries.length > 1
        ? mergeArcsToGeometry(topology, geometries)
        : feature(topology, geometries[0]).geometry,
  }));
}

function mergeArcsToGeometry(topology, geometries) {
  return feature(topology, mergeArcs(topology, geometries)).geometry;
}

function thinned(detail) {
  return simplify(presimplify(atlas, sphericalTriangleArea), detail);
}

// A drawing context that keeps closed rings of whole numbers.
function ringCollector() {
  const rings = [];
  let ring = null;
  return {
    rings,
    moveTo(x, y) { ring = [[Math.round(x), Math.round(y)]]; rings.push(ring); },
    lineTo(x, y) {
      const [rx, ry] = [Math.round(x), Math.round(y)];
      const [lx, ly] = ring[ring.length - 1];
      if (rx !== lx || ry !== ly) ring.push([rx, ry]);
    },
    closePath() {},
    arc() {},
  };
}

function ringArea(ring) {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[(i + 1) % ring.length];
    twice += x1 * y2 - x2 * y1;
  }
  return Math.abs(twice / 2);
}

function withoutMiddlePoints(ring) {
  return ring.filter(([x, y], i) => {
    const [ax, ay] = ring[(i + ring.length - 1) % ring.length];
    const [bx, by] = ring[(i + 1) % ring.length];
    return (x - ax) * (by - ay) !== (y - ay) * (bx - ax);
  });
}

// Relative moves: "m12 40l3-2 0 5z". A minus sign doubles as a separator.
function write(ring) {
  const join = (numbers) => numbers.reduce((text, n, i) => text + (i && n >= 0 ? " " : "") + n, "");
  const [start, ...rest] = ring;
  let [px, py] = start;
  const steps = rest.flatMap(([x, y]) => { const step = [x - px, y - py]; px = x; py = y; return step; });
  return `M${join(start)}l${join(steps)}z`;
}

function round(geometry, digits) {
  const factor = 10 ** digits;
  const at = (position) => position.map((v) => Math.round(v * factor) / factor);
  const ring = (r) => r.map(at).filter((p, i, all) => !i || p[0] !== all[i - 1][0] || p[1] !== all[i - 1][1]);
  const polygon = (rings) => rings.map(ring).filter((r) => r.length > 3);
  const polygons = (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates)
    .map(polygon)
    .filter((rings) => rings.length);
  return { type: "MultiPolygon", coordinates: polygons };
}

const full = byCountry(atlas);
const simple = byCountry(thinned(PAGE_DETAIL));
const projection = geoEqualEarth().precision(0);
projection.fitWidth(WIDTH, { type: "FeatureCollection", features: full });
const bounds = geoPath(projection).bounds({ type: "FeatureCollection", features: full });
const height = Math.ceil(bounds[1][1]);

const paths = {};
for (const { id, geometry } of simple) {
  const context = ringCollector();
  if (geometry.coordinates.length) geoPath(projection, context)(geometry);
  const rings = context.rings
    .map(withoutMiddlePoints)
    .filter((ring) => ring.length > 2 && ringArea(ring) >= SMALLEST_RING)
    .sort((a, b) => ringArea(b) - ringArea(a));
  if (rings.length) {
    paths[id] = rings.map(write).join("");
  } else {
    const [x, y] = projection(geoCentroid(full.find((f) => f.id === id))).map(Math.round);
    paths[id] = `M${x - DOT} ${y}a${DOT} ${DOT} 0 1 0 ${2 * DOT} 0 ${DOT} ${DOT} 0 1 0-${2 * DOT} 0z`;
  }
}

const chart = byCountry(thinned(CHART_DETAIL));
const features = chart.map((f) => {
  let geometry = round(f.geometry, 2);
  if (!geometry.coordinates.length || geoArea(f) > 2 * Math.PI) {
    geometry = round(full.find((g) => g.id === f.id).geometry, 2);
  }
  return { type: "Feature", id: f.id, properties: {}, geometry };
});

const version = JSON.parse(readFileSync(require.resolve("world-atlas/package.json"))).version;
const source = `Natural Earth 1:50m countries (public domain), npm world-atlas ${version}`;
writeFileSync("world_map.json", JSON.stringify({ source, projection: "Equal Earth", width: WIDTH, height, paths }, null, 0).replaceAll('","', '",\n"') + "\n");
writeFileSync("../static/map/world.geojson", JSON.stringify({ type: "FeatureCollection", source, features }).replaceAll('},{"type":"Feature"', '},\n{"type":"Feature"') + "\n");
console.log(`${Object.keys(paths).length} countries, ${WIDTH} x ${height}`);
console.log(`paths ${Object.values(paths).join("").length} bytes; dots: ${Object.keys(paths).filter((k) => paths[k].includes("a")).join(" ")}`);
