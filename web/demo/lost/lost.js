// Deferred behind the tracker, so that its API is there.
window.footfall?.event("page.missing", { path: location.pathname }, { interactive: false });
