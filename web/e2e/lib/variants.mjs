// The ways in which a journey is made: with scripts or without, on a phone or a desk, by day or by night.

const widths = [360, 1280];
const schemes = ["light", "dark"];

/** All eight. */
export const every = [true, false].flatMap((scripts) =>
  widths.flatMap((width) => schemes.map((scheme) => ({ scripts, width, scheme }))),
);

/** Four in which each pair of scripts and width occurs once, and each scheme with each width. */
export const spread = [
  { scripts: true, width: 360, scheme: "dark" },
  { scripts: true, width: 1280, scheme: "light" },
  { scripts: false, width: 360, scheme: "light" },
  { scripts: false, width: 1280, scheme: "dark" },
];

/** Two opposites, for journeys about what the server does. */
export const opposites = [spread[0], spread[3]];

/** Only those where scripts run. */
export const scripted = spread.filter((variant) => variant.scripts);

/** "scripts on, 360 px, dark" */
export const named = ({ scripts, width, scheme }) => `scripts ${scripts ? "on" : "off"}, ${width} px, ${scheme}`;
