// Deferred behind the tracker, so that its API is there.
window.footfall?.event("not_found", { path: location.pathname }, { interactive: false });
