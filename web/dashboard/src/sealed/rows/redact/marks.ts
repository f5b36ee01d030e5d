// What stands in place of what was taken out, as src/Privacy/Redactor.cs writes it.
export const secretMark = "[redacted:secret]";
export const parameterMark = "[redacted:parameter]";
