package org.wufei.catalogue;

import java.util.List;

/**
 * 行政区域范围: the ground of one region, WGS-84 degrees. A point on the border may fall to either neighbour; the boundaries
 * are for deciding a county, not for surveying.
 *
 * @param rings closed rings, outer ones and holes alike: a point is inside where it crosses an odd number of edges
 */
record Area(List<double[][]> rings) {
    /** Even-odd rule along the point's parallel, eastwards. */
    boolean holds(double longitude, double latitude) {
        boolean inside = false;
        for (var ring : rings) {
            for (int i = 0, j = ring.length - 1; i < ring.length; j = i++) {
                double[] a = ring[i];
                double[] b = ring[j];
                if ((a[1] > latitude) != (b[1] > latitude)
                        && longitude < (b[0] - a[0]) * (latitude - a[1]) / (b[1] - a[1]) + a[0]) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }
}
