package org.wufei.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 阿里地区七县: their seats and areas, so that each site lies where its firm says it does. */
final class Prefecture {
    /** A site keeps this far (degrees, about 3 km) from every boundary, since boundaries are drawn with some tolerance. */
    private static final double MARGIN = 0.03;
    /** Farthest from the county's seat, in degrees: where roads are. */
    private static final double REACH = 0.35;

    private static final int TRIES_MAX = 10_000;

    /** @param polygons outer rings in WGS-84 degrees, longitude first */
    record County(String code, String name, double seatLongitude, double seatLatitude, List<double[][]> polygons) {
        boolean holds(double longitude, double latitude) {
            return polygons.stream().anyMatch(ring -> inside(ring, longitude, latitude));
        }

        private boolean holdsWell(double longitude, double latitude) {
            return holds(longitude, latitude)
                    && holds(longitude - MARGIN, latitude)
                    && holds(longitude + MARGIN, latitude)
                    && holds(longitude, latitude - MARGIN)
                    && holds(longitude, latitude + MARGIN);
        }

        /** A point in the county not far from its seat. */
        double[] somewhere(Draw draw) {
            for (int i = 0; i < TRIES_MAX; i++) {
                double longitude = round(seatLongitude + draw.within(-REACH, REACH));
                double latitude = round(seatLatitude + draw.within(-REACH, REACH));
                if (holdsWell(longitude, latitude)) return new double[] {longitude, latitude};
            }
            throw new IllegalStateException("no point found in " + name);
        }

        private static double round(double degrees) {
            return Math.round(degrees * 1e5) / 1e5;
        }

        private static boolean inside(double[][] ring, double x, double y) {
            boolean in = false;
            for (int i = 0, j = ring.length - 1; i < ring.length; j = i++) {
                if (ring[i][1] > y != ring[j][1] > y
                        && x < (ring[j][0] - ring[i][0]) * (y - ring[i][1]) / (ring[j][1] - ring[i][1]) + ring[i][0]) {
                    in = !in;
                }
            }
            return in;
        }
    }

    private Prefecture() {}

    static final List<County> COUNTIES = read();

    private static List<County> read() {
        try (InputStream in = Prefecture.class.getResourceAsStream("ngari-counties.geojson")) {
            var counties = new ArrayList<County>();
            for (JsonNode feature : JsonMapper.shared().readTree(in).get("features")) {
                var facts = feature.get("properties");
                var polygons = new ArrayList<double[][]>();
                for (JsonNode polygon : feature.get("geometry").get("coordinates")) polygons.add(ring(polygon.get(0)));
                counties.add(new County(
                        facts.get("adcode").asString(),
                        facts.get("name").asString(),
                        facts.get("seat").get(0).asDouble(),
                        facts.get("seat").get(1).asDouble(),
                        List.copyOf(polygons)));
            }
            return List.copyOf(counties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[][] ring(JsonNode points) {
        var ring = new double[points.size()][];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new double[] {
                points.get(i).get(0).asDouble(), points.get(i).get(1).asDouble()
            };
        }
        return ring;
    }
}
