using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Footfall.Storage.Control.Migrations;

/// <summary>What an owner says is no bot.</summary>
[DbContext(typeof(ControlDbContext))]
[Migration("0007_bot_exceptions")]
internal sealed class M0007BotExceptions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("BotExceptions", "projects", "TEXT", nullable: false, defaultValue: "[]");
}
