// Answers by itself: there is nobody to send to.
document.querySelector("#contact").addEventListener("submit", (event) => {
  event.preventDefault();
  event.target.reset();
  event.target.querySelector("[role=status]").textContent = "Thank you. Had we existed, we would have answered.";
});
