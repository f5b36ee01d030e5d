import { geoNaturalEarth1, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import topologyUrl from "world-atlas/countries-110m.json?url";
import { alpha2 } from "./countryCodes";

export interface Shape {
  id: string;
  /** ISO 3166-1 alpha-2; null for land without a code. */
  code: string | null;
  path: string;
}

const WIDTH = 960;
const HEIGHT = 440;
const ANTARCTICA = "010";

/** The land of the world as paths of a 960 × 440 picture, in Natural Earth's projection; Antarctica is left out. */
export async function loadWorld(): Promise<Shape[]> {
  const response = await fetch(topologyUrl);
  if (!response.ok) throw new Error("The map could not be loaded. The list of countries holds the same numbers.");
  const topology = (await response.json()) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const world = feature(topology, topology.objects.countries);
  world.features = world.features.filter((country) => country.id !== ANTARCTICA);
  const projection = geoNaturalEarth1().fitSize([WIDTH, HEIGHT], world);
  const draw = geoPath(projection).digits(1);
  return world.features.map((country, index) => ({
    id: `${country.id ?? country.properties.name}-${index}`,
    code: alpha2(String(country.id ?? ""), country.properties.name),
    path: draw(country) ?? "",
  }));
}
