/** Layers of percent-encoding that are peeled off, links in links in links: what is wrapped more often was wrapped to be hidden, and by its sender. */
export const layers = 5;
