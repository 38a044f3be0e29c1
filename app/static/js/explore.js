// Draws the charts of the explore page when asked, with the drawing library of this site.
const data = JSON.parse(document.getElementById("explore-data").textContent);
const start = document.querySelector(".explore__start");
const button = document.getElementById("draw");
const status = document.getElementById("explore-status");
const dark = matchMedia("(prefers-color-scheme: dark)");

start.hidden = false;

function library() {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = data.plotly;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("not loaded"));
    document.head.append(script);
  });
}

// Figures come in the colours of the light theme.
function coloured(figure) {
  if (!dark.matches) return structuredClone(figure);
  const { light, dark: night } = data.palettes;
  const swap = new Map(Object.keys(light).map((name) => [light[name], night[name]]));
  return JSON.parse(JSON.stringify(figure), (_, value) => swap.get(value) ?? value);
}

function config() {
  return {
    displaylogo: false,
    responsive: true,
    scrollZoom: false,
    displayModeBar: false,
    topojsonURL: new URL("./", new URL(data.outlines, location.href)).href,
  };
}

// The library asks for its own outlines even when it is given ours; it draws none of these.
function withoutOwnOutlines() {
  window.PlotlyGeoAssets.topojson.world_110m ??= { type: "Topology", arcs: [], objects: {} };
}

// On a phone long names break into lines, so that what is drawn keeps its room.
function narrow(name, figure) {
  const broken = (text) => text.replace(/(.{9,}?)\s/g, "$1<br>");
  if (name === "bars" || name === "narrowed") {
    for (const trace of figure.data) trace.y = trace.y.map(broken);
    figure.layout.yaxis.tickfont = { size: 12 };
    figure.layout.height *= 1.2;
  }
  if (name === "flow") {
    figure.data[0].node.label = figure.data[0].node.label.map(broken);
    figure.layout.font.size = 11;
    figure.layout.height *= 1.2;
  }
  if (name === "residents") {
    figure.data[0].marker.size = 5;
    figure.data[0].marker.line.width = 1;
    figure.layout.height = 230;
  }
}

async function draw(Plotly) {
  withoutOwnOutlines();
  for (const [name, original] of Object.entries(data.figures)) {
    const place = document.getElementById(`chart-${name}`);
    const figure = coloured(original);
    if (name === "map") {
      figure.data[0].geojson = new URL(data.outlines, location.href).href;
      figure.layout.height = Math.max(220, Math.min(460, place.parentElement.clientWidth / 2));
    }
    if (place.parentElement.clientWidth < 560) narrow(name, figure);
    figure.layout.font.family = getComputedStyle(document.body).fontFamily;
    place.hidden = false;
    await Plotly.react(place, figure.data, figure.layout, config());
    const drawn = document.getElementById(`static-${name}`);
    if (drawn) drawn.hidden = true;
  }
}

// A country of the map leads to its own page, as in the table.
function leadOn() {
  document.getElementById("chart-map").on("plotly_click", (event) => {
    location.assign(data.country.replace("ISO", event.points[0].location));
  });
}

button.addEventListener("click", async () => {
  button.disabled = true;
  status.textContent = data.wait;
  try {
    const Plotly = await library();
    await draw(Plotly);
    start.hidden = true;
    leadOn();
    status.textContent = data.done;
    dark.addEventListener("change", () => draw(Plotly));
  } catch {
    button.disabled = false;
    status.textContent = data.failed;
  }
});
